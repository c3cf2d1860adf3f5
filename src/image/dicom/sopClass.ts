/** Objects without pixels that lie among images, so that the message can say what they are (PS3.4 B.5). */
const withoutPixels: Readonly<Record<string, string>> = {
  "1.2.840.10008.1.3.10": "Media Storage Directory",
  "1.2.840.10008.5.1.4.1.1.11.1": "Grayscale Softcopy Presentation State",
  "1.2.840.10008.5.1.4.1.1.11.2": "Color Softcopy Presentation State",
  "1.2.840.10008.5.1.4.1.1.9.1.1": "12-lead ECG Waveform",
  "1.2.840.10008.5.1.4.1.1.66": "Raw Data",
  "1.2.840.10008.5.1.4.1.1.66.1": "Spatial Registration",
  "1.2.840.10008.5.1.4.1.1.66.2": "Spatial Fiducials",
  "1.2.840.10008.5.1.4.1.1.88.11": "Basic Text SR",
  "1.2.840.10008.5.1.4.1.1.88.22": "Enhanced SR",
  "1.2.840.10008.5.1.4.1.1.88.33": "Comprehensive SR",
  "1.2.840.10008.5.1.4.1.1.88.34": "Comprehensive 3D SR",
  "1.2.840.10008.5.1.4.1.1.88.59": "Key Object Selection",
  "1.2.840.10008.5.1.4.1.1.88.67": "X-Ray Radiation Dose SR",
  "1.2.840.10008.5.1.4.1.1.104.1": "Encapsulated PDF",
  "1.2.840.10008.5.1.4.1.1.104.2": "Encapsulated CDA",
  "1.2.840.10008.5.1.4.1.1.481.3": "RT Structure Set",
  "1.2.840.10008.5.1.4.1.1.481.4": "RT Beams Treatment Record",
  "1.2.840.10008.5.1.4.1.1.481.5": "RT Plan",
  "1.2.840.10008.5.1.4.1.1.481.8": "RT Ion Plan",
};

export const dicomDirectorySopClass = "1.2.840.10008.1.3.10";

/** Image objects, named where one has lost its pixels. */
const images: Readonly<Record<string, string>> = {
  "1.2.840.10008.5.1.4.1.1.1": "Computed Radiography Image",
  "1.2.840.10008.5.1.4.1.1.1.1": "Digital X-Ray Image",
  "1.2.840.10008.5.1.4.1.1.2": "CT Image",
  "1.2.840.10008.5.1.4.1.1.2.1": "Enhanced CT Image",
  "1.2.840.10008.5.1.4.1.1.4": "MR Image",
  "1.2.840.10008.5.1.4.1.1.4.1": "Enhanced MR Image",
  "1.2.840.10008.5.1.4.1.1.6.1": "Ultrasound Image",
  "1.2.840.10008.5.1.4.1.1.7": "Secondary Capture Image",
  "1.2.840.10008.5.1.4.1.1.12.1": "X-Ray Angiographic Image",
  "1.2.840.10008.5.1.4.1.1.12.2": "X-Ray Radiofluoroscopic Image",
  "1.2.840.10008.5.1.4.1.1.481.1": "RT Image",
  "1.2.840.10008.5.1.4.1.1.481.2": "RT Dose",
};

/** Whether a SOP class is known to have no pixels. */
export function isWithoutPixels(uid: string | undefined): boolean {
  return uid !== undefined && uid in withoutPixels;
}

/** Name of a SOP class, its UID where it isn't in the lists, "DICOM object" where the file names none. */
export function sopClassName(uid: string | undefined): string {
  return uid === undefined ? "DICOM object" : (withoutPixels[uid] ?? images[uid] ?? uid);
}
