import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ImageError } from "#image/problem";
import { decodeJpegLossless } from "../../../src/image/pixels/codecs/jpegLossless";
import { losslessJpeg, type LosslessPicture } from "./support/losslessJpeg";

function decoded({ rows, columns, components, precision }: LosslessPicture, bytes: Uint8Array) {
  const bitsAllocated = precision > 8 ? 16 : 8;
  const photometricInterpretation = components === 1 ? "MONOCHROME2" : "RGB";
  const format = { rows, columns, samplesPerPixel: components, numberOfFrames: 1, bitsAllocated, bitsStored: precision, highBit: precision - 1, pixelRepresentation: 0, planarConfiguration: 0, isFloat: false, photometricInterpretation } as const;
  return decodeJpegLossless({ bytes, format, syntax: "JPEG Lossless" });
}

const picture: fc.Arbitrary<LosslessPicture> = fc
  .record({ rows: fc.integer({ min: 1, max: 5 }), columns: fc.integer({ min: 1, max: 9 }), components: fc.constantFrom(1, 3), precision: fc.integer({ min: 2, max: 16 }) })
  .chain((shape) => fc.record({ samples: fc.array(fc.nat(2 ** shape.precision - 1), { minLength: shape.rows * shape.columns * shape.components, maxLength: shape.rows * shape.columns * shape.components }) }).map(({ samples }) => ({ ...shape, samples })));
const coding = fc.record({ selection: fc.integer({ min: 1, max: 7 }), linesPerRestart: fc.constantFrom(0, 1, 2), codes: fc.constantFrom("even" as const, "uneven" as const), interleaved: fc.boolean() });

describe("JPEG Lossless", () => {
  it("gives back what went in: any predictor, restarts, codes up to 16 bits, components in one scan or one each", () => {
    fc.assert(
      fc.property(picture, coding, (what, how) => {
        expect(Array.from(decoded(what, losslessJpeg(what, how)).samples)).toEqual(what.samples);
      }),
      { numRuns: 400 },
    );
  });

  it("says what is missing of one that is cut short", () => {
    const what = { rows: 20, columns: 20, components: 1, precision: 12, samples: Array.from({ length: 400 }, (_, at) => (at * 2654435761) % 4096) };
    const whole = losslessJpeg(what, { selection: 1, linesPerRestart: 0, codes: "even", interleaved: true });
    expect(() => decoded(what, whole.subarray(0, whole.length >> 1))).toThrow(ImageError);
  });
});
