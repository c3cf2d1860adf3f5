/** Names and definitions of the rows of the spine room. {{level}} is the body that a row is about. */
export const spineMeasurementText = {
  PJA: {
    name: "Proximal junctional angle",
    definition: "Kyphosis from the superior endplate of UIV+2 to the inferior endplate of the upper instrumented vertebra (UIV). Kyphosis is positive.",
  },
  PJA1: {
    name: "Proximal junctional angle to UIV+1",
    definition: "Kyphosis from the superior endplate of UIV+1 to the inferior endplate of the UIV.",
  },
  dPJA_pre: { name: "PJA change since preop", definition: "Proximal junctional angle minus that of the preoperative exam." },
  dPJA_post: {
    name: "PJA change since first postop",
    definition: "Proximal junctional angle minus that of the first postoperative exam.",
  },
  dPJA1_post: {
    name: "PJA to UIV+1, change since first postop",
    definition: "Proximal junctional angle to UIV+1 minus that of the first postoperative exam.",
  },
  "TK_T4-T12": {
    name: "Thoracic kyphosis T4-T12",
    definition: "Kyphosis from the superior endplate of T4 to the inferior endplate of T12 (in a spine without T12, of its last thoracic vertebra).",
  },
  "TK_T5-T12": {
    name: "Thoracic kyphosis T5-T12",
    definition: "Kyphosis from the superior endplate of T5 to the inferior endplate of T12 (in a spine without T12, of its last thoracic vertebra).",
  },
  "TK_T2-T12": {
    name: "Thoracic kyphosis T2-T12",
    definition: "Kyphosis from the superior endplate of T2 to the inferior endplate of T12 (in a spine without T12, of its last thoracic vertebra).",
  },
  "TK_T1-T12": {
    name: "Thoracic kyphosis T1-T12",
    definition: "Kyphosis from the superior endplate of T1 to the inferior endplate of T12 (in a spine without T12, of its last thoracic vertebra).",
  },
  "TLK_T10-L2": { name: "Thoracolumbar kyphosis T10-L2", definition: "Kyphosis from the superior endplate of T10 to the inferior endplate of L2." },
  "LL_L1-S1": { name: "Lumbar lordosis L1-S1", definition: "Lordosis from the superior endplate of L1 to the superior endplate of S1. Lordosis is positive." },
  "LL_L4-S1": { name: "Lower lumbar lordosis L4-S1", definition: "Lordosis from the superior endplate of L4 to the superior endplate of S1." },
  "CL_C2-C7": { name: "Cervical lordosis C2-C7", definition: "Lordosis from the inferior endplate of C2 to the inferior endplate of C7." },
  T1S: { name: "T1 slope", definition: "Tilt of the superior endplate of T1 against the horizontal, positive when its anterior end is lower." },
  SS: { name: "Sacral slope", definition: "Tilt of the superior endplate of S1 against the horizontal, positive when its anterior end is lower." },
  PT: {
    name: "Pelvic tilt",
    definition: "Angle of the line from the hip axis to the midpoint of the superior endplate of S1 with the vertical, positive when the sacrum lies behind the hips.",
  },
  PI: {
    name: "Pelvic incidence",
    definition: "Angle between the perpendicular to the superior endplate of S1 at its midpoint and the line from there to the hip axis. Equals pelvic tilt plus sacral slope.",
  },
  "PI-LL": { name: "Pelvic incidence minus lumbar lordosis", definition: "Pelvic incidence minus lumbar lordosis L1-S1." },
  SVA: {
    name: "Sagittal vertical axis",
    definition: "Horizontal distance from the posterior corner of the superior endplate of S1 to the plumb line through the centroid of C7, positive when C7 lies in front.",
  },
  cSVA: {
    name: "Cervical sagittal vertical axis",
    definition: "Horizontal distance from the posterior superior corner of C7 to the plumb line through the centroid of C2, positive when C2 lies in front.",
  },
  T1PA: {
    name: "T1 pelvic angle",
    definition: "Angle at the hip axis from the midpoint of the superior endplate of S1 to the centroid of T1, positive when the centroid lies in front. Equals T1 spinopelvic inclination plus pelvic tilt.",
  },
  T4PA: {
    name: "T4 pelvic angle",
    definition: "Angle at the hip axis from the midpoint of the superior endplate of S1 to the centroid of T4, positive when the centroid lies in front.",
  },
  L1PA: {
    name: "L1 pelvic angle",
    definition: "Angle at the hip axis from the midpoint of the superior endplate of S1 to the centroid of L1, positive when the centroid lies in front.",
  },
  T1SPi: {
    name: "T1 spinopelvic inclination",
    definition: "Angle of the line from the hip axis to the centroid of T1 with the vertical, positive when T1 lies in front.",
  },
  T9SPi: {
    name: "T9 spinopelvic inclination",
    definition: "Angle of the line from the hip axis to the centroid of T9 with the vertical, positive when T9 lies in front.",
  },
  GT: {
    name: "Global tilt",
    definition: "Pelvic tilt plus the angle of the line from the midpoint of the superior endplate of S1 to the centroid of C7 with the vertical.",
  },
  wedge: { name: "Vertebral wedge angle {{level}}", definition: "Kyphosis between the superior and the inferior endplate of one vertebral body." },
  localKyphosis: {
    name: "Local kyphosis about {{level}}",
    definition: "Bisegmental kyphosis: from the superior endplate of the vertebra above to the inferior endplate of the vertebra below.",
  },
  segmentalKyphosis: {
    name: "Segmental kyphosis above {{level}}",
    definition: "Kyphosis from the superior endplate of the vertebra above to the inferior endplate of the vertebra itself.",
  },
  Ha: { name: "Anterior height of {{level}}", definition: "Distance between the anterior corners of the superior and the inferior endplate." },
  Hm: { name: "Middle height of {{level}}", definition: "Distance between the mid-height points of the superior and the inferior endplate." },
  Hp: { name: "Posterior height of {{level}}", definition: "Distance between the posterior corners of the superior and the inferior endplate." },
  wedgeRatio: { name: "Wedge ratio of {{level}}", definition: "Anterior height as a percentage of the posterior height of the same body." },
  biconcaveRatio: { name: "Biconcave ratio of {{level}}", definition: "Middle height as a percentage of the posterior height of the same body." },
  crushRatio: { name: "Crush ratio of {{level}}", definition: "Posterior height as a percentage of that of the vertebra above or, where that is not placed, of the one below." },
  heightLoss: {
    name: "Height loss of {{level}} against its neighbours",
    definition: "The largest of the anterior, middle and posterior losses, each as a percentage of the mean of the same height of the vertebrae above and below.",
  },
  heightLossSince: {
    name: "Height loss of {{level}} since the earlier exam",
    definition: "The largest of the anterior, middle and posterior losses, each as a percentage of the same height in the first postoperative exam or, where it is not placed there, in the preoperative exam.",
  },
  listhesis: {
    name: "Slip of {{level}} on the vertebra below",
    definition: "Distance of the posterior inferior corner from the posterior corner of the endplate below, along that endplate, positive to anterior.",
  },
  Genant: { name: "Genant grade of {{level}}", definition: "By height loss against the neighbours: 0 below 20 %, 1 from 20 to 25 %, 2 to 40 %, 3 above 40 %." },
  Cobb: {
    name: "Coronal Cobb angle",
    definition: "Angle between the superior endplate of the upper and the inferior endplate of the lower end vertebra, on a frontal film. Never folded.",
  },
  Cobb_upper: { name: "Upper end vertebra of the curve", definition: "As chosen by the reader, otherwise the one whose superior endplate is most tilted into the curve." },
  Cobb_lower: { name: "Lower end vertebra of the curve", definition: "As chosen by the reader, otherwise the one whose inferior endplate is most tilted into the curve." },
  Cobb_convexity: { name: "Convex side of the curve", definition: "The side of the patient to which the curve bulges." },
  Cobb_apex: {
    name: "Apex of the curve",
    definition: "The vertebra between the ends whose centre lies farthest to the convex side of the line from the upper to the lower endplate.",
  },
  Cobb_scoliosis: { name: "Scoliosis", definition: "A coronal Cobb angle of 10 degrees or more." },
  "OF-score": {
    name: "OF score",
    definition: "Modified score of AO Spine-DGOU: twice the OF class, and points for osteoporosis, progression, pain, neurological symptoms, mobilisation and health, from the reader's answers. What is not answered counts as 0.",
  },
  "Yagi-Boachie_2011": {
    name: "Yagi-Boachie class, 2011",
    definition: "Type of failure as answered and grade by the increase of the junctional angle over the preoperative one: A from 10 degrees, B from 15, C from 20.",
  },
  "Yagi-Boachie_2014": {
    name: "Yagi-Boachie class, 2014",
    definition: "Type of failure as answered, grade by the increase of the junctional angle over the preoperative one (A from 10 degrees, B from 20, C from 30), and S with or N without spondylolisthesis above the UIV.",
  },
  "Hart-ISSG": {
    name: "Hart-ISSG severity scale",
    definition: "0 to 15 points: neurological deficit, focal pain, instrumentation, change in kyphosis (up to 10 degrees 0, up to 20 degrees 1, above 20 or with failed posterior ligaments 2), fracture, and level of the UIV (upper thoracic 1).",
  },
  "Schwab_PI-LL": { name: "SRS-Schwab modifier PI-LL", definition: "0 below 10 degrees, + from 10 to 20, ++ above 20." },
  Schwab_SVA: { name: "SRS-Schwab modifier SVA", definition: "0 below 40 mm, + from 40 to 95, ++ above 95." },
  Schwab_PT: { name: "SRS-Schwab modifier PT", definition: "0 below 20 degrees, + from 20 to 30, ++ above 30." },
  GAP_RPV: { name: "Relative pelvic version", definition: "Sacral slope minus its ideal, 0.59 PI + 9." },
  GAP_RLL: { name: "Relative lumbar lordosis", definition: "Lumbar lordosis L1-S1 minus its ideal, 0.62 PI + 29." },
  GAP_LDI: { name: "Lordosis distribution index", definition: "Lordosis L4-S1 as a percentage of lordosis L1-S1." },
  GAP_RSA: { name: "Relative spinopelvic alignment", definition: "Global tilt minus its ideal, 0.48 PI - 15." },
  GAP: { name: "GAP score", definition: "Points for relative pelvic version, relative lumbar lordosis, lordosis distribution, relative spinopelvic alignment and age, 0 to 13." },
  GAP_category: { name: "GAP category", definition: "Proportioned with 0 to 2 points, moderately disproportioned with 3 to 6, severely disproportioned with 7 to 13." },
  "target_PI-LL": { name: "Age-adjusted target of PI-LL", definition: "(age - 55) / 2 + 3 degrees." },
  target_PT: { name: "Age-adjusted target of PT", definition: "(age - 55) / 3 + 20 degrees." },
  target_SVA: { name: "Age-adjusted target of SVA", definition: "2 (age - 55) + 25 mm." },
  Roussouly: {
    name: "Roussouly type (suggestion)",
    definition: "Sacral slope below 35 degrees type 1 or 2, from 35 type 3, from 45 type 4; from 35 with PI below 50 and PT below 5 type 3 anteverted.",
  },
  uivHeightLoss: { name: "Height loss of UIV or UIV+1", definition: "Largest loss of height of the two bodies since the first postoperative exam, or otherwise the preoperative one, measured where their corners are placed in both exams, otherwise as answered by the reader." },
  uivListhesis: { name: "Listhesis at UIV/UIV+1", definition: "Size of the slip of UIV+1 on the UIV, measured where the corners are placed on a film with a scale, otherwise as answered by the reader." },
  uivScrewDislodged: { name: "Dislodged screw at the UIV", definition: "As answered by the reader." },
} as const;
