import type { Instance } from "../instance";
import { itemsOf } from "./parse";
import { code, type Reader, readerOf, text } from "./values";

/** Patient Orientation Code Sequence and its modifier (PS3.3 C.8.9.2; CID 19, CID 20), and the meaning of a code. */
const orientations = "x00540410";
const modifiers = "x00540412";
const meaning = "x00080104";
/** Where scanners and those who run them put it in words: Study Description, Series Description, Protocol Name. */
const descriptions = ["x00081030", "x0008103e", "x00181030"] as const;

/** In the languages of the interface; a word by itself, so that "standing" is none of "Standard". */
const upright = /(?<![\p{L}\d])(upright|erect|semi-erect|standing|sitting|seated|kneeling|weight[- ]?bearing|стоя|сидя|тұрып|отырып)(?![\p{L}\d])/iu;

/**
 * How the patient was placed (Patient Position, PS3.3 C.7.3.1.1.2). Its terms are all of lying patients, and scanners that
 * patients stand or sit in write one of them nevertheless: that they do is said by a code or in a description.
 */
export function placingOf(reader: Reader): Pick<Instance, "patientPosition" | "isUpright"> {
  const patientPosition = code(reader, "x00185100")?.toUpperCase();
  const words = [...descriptions.map((tag) => text(reader, tag, "LO")), ...codedPlacing(reader)];
  return {
    ...(patientPosition !== undefined && { patientPosition }),
    ...(words.some((word) => word !== undefined && upright.test(word)) && { isUpright: true as const }),
  };
}

function codedPlacing(reader: Reader): readonly (string | undefined)[] {
  return itemsOf(reader.dataSet, orientations).flatMap((orientation) =>
    [orientation, ...itemsOf(orientation, modifiers)].map((item) => text(readerOf(item, reader.warn, reader.charset), meaning, "LO")),
  );
}
