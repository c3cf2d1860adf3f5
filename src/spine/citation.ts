/**
 * Where a definition, a threshold or a norm comes from: bibliography, the same in every language. `recalled` marks what
 * is quoted from the literature as commonly cited and was not read again for this program.
 */
export interface Citation {
  readonly text: string;
  readonly recalled?: true;
}

export const CITATIONS = {
  glattes2005: { text: "Glattes RC et al. Spine 2005;30:1643-1649" },
  bridwell2013: { text: "Bridwell KH et al. Neurosurgery 2013;72:899-906" },
  helgeson2010: { text: "Helgeson MD et al. Spine 2010;35:177-181" },
  scheer2015: { text: "Scheer JK et al. J Neurosurg Spine 2015;22:385-394" },
  park2024: { text: "Lafage R et al., thresholds as used by Park et al. 2024" },
  asls: { text: "Adult Symptomatic Lumbar Scoliosis study (ASLS-1), definition of proximal junctional failure" },
  maruo2013: { text: "Maruo K et al. Spine 2013;38:E1469-E1476", recalled: true },
  lafage2019: { text: "Lafage R et al. Global Spine J 2019, doi:10.1177/2192568219882350" },
  schwab2012: { text: "Schwab F et al. Spine 2012;37:1077-1082" },
  yilgor2017: { text: "Yilgor C et al. J Bone Joint Surg Am 2017;99:1661-1672" },
  lafage2016: { text: "Lafage R et al. Spine 2016;41:62-68" },
  roussouly: { text: "Roussouly P et al. Spine 2005;30:346-353; Laouissat F et al. Eur Spine J 2018;27:2002-2011" },
  legaye1998: { text: "Legaye J et al. Eur Spine J 1998;7:99-103" },
  protopsaltis2014: { text: "Protopsaltis T et al. J Bone Joint Surg Am 2014;96:1631-1640" },
  obeid2016: { text: "Obeid I et al. Eur Spine J 2016;25:3657-3665" },
  glassman2005: { text: "Glassman SD et al. Spine 2005;30:2024-2029" },
  tang2012: { text: "Tang JA et al. Neurosurgery 2012;71:662-669" },
  cobb: { text: "Cobb's method between endplates" },
  thoracolumbar: { text: "Cobb's method between endplates; junctional kyphosis from 20 degrees", recalled: true },
  junctionReview: { text: "Review of proximal junctional kyphosis that this program starts from" },
  pickhardt2013: { text: "Pickhardt PJ et al. Ann Intern Med 2013;158:588-595" },
  chanbour2023: { text: "Chanbour H et al. 2023, Hounsfield units at the UIV" },
  yagi2011: { text: "Yagi M et al. Spine 2011;36:E60-E68, Yagi-Boachie classification, first version", recalled: true },
  yagi2014: { text: "Yagi M et al. Spine 2014;39:E607-E614, Yagi-Boachie classification, modified", recalled: true },
  hart2013: { text: "Hart RA et al. Neurosurg Clin N Am 2013;24:213-218, Hart-ISSG severity scale" },
  genant1993: { text: "Genant HK et al. J Bone Miner Res 1993;8:1137-1148" },
  morphometry: { text: "Six-point vertebral morphometry", recalled: true },
  listhesis: { text: "Slip of the posterior inferior corner along the endplate below, as ASLS-1 counts it in millimetres", recalled: true },
  ofClassification: { text: "AO Spine-DGOU osteoporotic fracture classification and modified OF score, pocket card; Schnake KJ et al. Global Spine J 2018;8(2 Suppl):46S-49S" },
  aoSpine2013: { text: "Vaccaro AR et al. Spine 2013;38:2028-2037", recalled: true },
  who1994: { text: "Kanis JA et al. (WHO), J Bone Miner Res 1994;9:1137-1141", recalled: true },
  hounsfieldRatio: { text: "Published ratio of Hounsfield units, UIV+1 to UIV" },
} as const satisfies Readonly<Record<string, Citation>>;

export type CitationId = keyof typeof CITATIONS;

export const citationText = (id: CitationId): string => CITATIONS[id].text;
