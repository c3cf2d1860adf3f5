/**
 * The lines made of the last `count` source rows that were asked for. Neighbouring output rows need the same few source
 * rows, which differ in `row % count`, so that each is made once.
 */
export function lineCache<Line>(count: number, create: () => Line, fill: (line: Line, row: number) => void): (row: number) => Line {
  const lines: Line[] = [];
  const held = new Int32Array(count).fill(-1);
  return (row) => {
    const slot = row % count;
    const line = lines[slot] ?? create();
    if (held[slot] !== row) {
      lines[slot] = line;
      held[slot] = row;
      fill(line, row);
    }
    return line;
  };
}
