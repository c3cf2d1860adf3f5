/** What no image gives and the reader answers. A key is an id with its dots as underscores. */
export const questionText = {
  uivHeightLoss: "Height loss of a fractured UIV or UIV+1, percent",
  uivListhesis: "Listhesis at UIV/UIV+1, mm",
  uivScrewDislodged: "Screw at the UIV dislodged",
  plannedLLChange: "Planned change in lumbar lordosis, degrees",
  plannedTKChange: "Planned change in thoracic kyphosis, degrees",
  cobb_upper: "Upper end vertebra",
  cobb_lower: "Lower end vertebra",
  fractureLevel: "Level of the treated fracture",
  hu_UIV: "Trabecular HU of the UIV",
  "hu_UIV+1": "Trabecular HU of UIV+1",
  "hu_UIV+2": "Trabecular HU of UIV+2",
  hu_L1: "Trabecular HU of L1",
  yagi_type: "Type of failure",
  yagi_spondylolisthesis: "Spondylolisthesis above the UIV",
  hart_neurologic: "Neurological deficit",
  hart_pain: "Focal pain",
  hart_instrumentation: "Instrumentation problem",
  hart_fracture: "Fracture of the UIV or UIV+1",
  hart_ligamentFailure: "Failure of the posterior ligaments",
  of_class: "OF class of the fracture",
  ao_class: "AO Spine class of the fracture",
  of_severeOsteoporosis: "Severe osteoporosis (T-score below −3, or 90 HU or less)",
  of_progression: "Progression of the deformity",
  of_pain: "Pain VAS ≥ 5 despite analgesia",
  of_neurology: "Neurological symptoms",
  of_mobilised: "Mobile with analgesia",
  of_asa: "ASA class above 3",
  of_frailty: "Modified frailty index above 2",
  of_anticoagulation: "Anticoagulation",
} as const;

export const formText = {
  "yagi-boachie": "Yagi-Boachie classification",
  "hart-issg": "Hart-ISSG severity scale",
  "fracture-class": "Class of the fracture",
  "of-score": "OF score",
} as const;

/** What may be chosen as an answer, by question and option. */
export const optionText = {
  yagi_type: {
    "1": { name: "Type 1", definition: "Disc and ligamentous failure." },
    "2": { name: "Type 2", definition: "Bone failure." },
    "3": { name: "Type 3", definition: "Failure of the implant-bone interface." },
  },
  hart_neurologic: {
    none: { name: "None", definition: "No neurological deficit." },
    "radicular-pain": { name: "Radicular pain", definition: "Radicular pain without motor deficit." },
    "myelopathy-or-motor-deficit": { name: "Myelopathy or motor deficit", definition: "Signs of myelopathy, or a motor deficit." },
  },
  hart_pain: {
    none: { name: "None", definition: "No focal pain." },
    "to-4": { name: "VAS 4 or less", definition: "Focal pain of 4 or less on the visual analogue scale." },
    "from-5": { name: "VAS 5 or more", definition: "Focal pain of 5 or more on the visual analogue scale." },
  },
  hart_instrumentation: {
    none: { name: "None", definition: "No problem with the instrumentation." },
    "partial-fixation-loss": { name: "Partial loss of fixation", definition: "Some of the proximal fixation is lost." },
    prominence: { name: "Prominence", definition: "The instrumentation is prominent." },
    "complete-fixation-loss": { name: "Complete loss of fixation", definition: "All of the proximal fixation is lost." },
  },
  hart_fracture: {
    none: { name: "None", definition: "No fracture of the UIV or UIV+1." },
    compression: { name: "Compression", definition: "Compression fracture." },
    "burst-or-chance": { name: "Burst or Chance", definition: "Burst fracture or Chance fracture." },
    translation: { name: "Translation", definition: "Fracture with translation." },
  },
  of_class: {
    OF1: { name: "OF 1", definition: "No deformation: vertebral body oedema on MRI (STIR) only." },
    OF2: { name: "OF 2", definition: "Deformation of one endplate with no or only minor involvement of the posterior wall (less than a fifth)." },
    OF3: { name: "OF 3", definition: "Deformation of one endplate with distinct involvement of the posterior wall (more than a fifth)." },
    OF4: { name: "OF 4", definition: "Deformation of both endplates, with or without involvement of the posterior wall: loss of the frame structure, collapse, or a pincer fracture." },
    OF5: { name: "OF 5", definition: "Failure of the anterior or posterior tension band: distraction, rotation, translation or hyperextension." },
  },
  ao_class: {
    A0: { name: "A0", definition: "No fracture of the body, or an isolated fracture of a spinous or transverse process." },
    A1: { name: "A1", definition: "Wedge compression: one endplate, posterior wall intact." },
    A2: { name: "A2", definition: "Split or pincer: both endplates, posterior wall intact." },
    A3: { name: "A3", definition: "Incomplete burst: one endplate and the posterior wall." },
    A4: { name: "A4", definition: "Complete burst: both endplates and the posterior wall." },
  },
} as const;
