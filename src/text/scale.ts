import { message } from "./messages";

/** What is known of an image whose millimetres are not: where the shape of its pixels comes from, which its angles hang on. */
export const unscaledText = (source: string | undefined): string =>
  source === undefined || source === "assumed" ? message("case.calibration.square") : message("case.calibration.shape", { source });
