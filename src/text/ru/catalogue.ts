import type { Catalogue } from "../messages";
import { alignmentText } from "./alignment";
import { caseText } from "./case";
import { compareText } from "./compare";
import { courseText } from "./course";
import { formatText } from "./format";
import { formsText } from "./forms";
import { imageText } from "./image";
import { reportText } from "./report";
import { riskText } from "./risk";
import { spineText } from "./spine";
import { uiText } from "./ui";
import { viewportText } from "./viewport";
import { volumeText } from "./volume";

export const catalogue: Catalogue = {
  format: formatText,
  spine: spineText,
  image: imageText,
  case: caseText,
  viewport: viewportText,
  volume: volumeText,
  forms: formsText,
  alignment: alignmentText,
  compare: compareText,
  course: courseText,
  report: reportText,
  risk: riskText,
  ui: uiText,
};
