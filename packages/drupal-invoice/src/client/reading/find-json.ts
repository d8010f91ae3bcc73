/**
 * How much may be read in vain, in multiples of the text's length: keeps the time proportional to
 * the text if somebody sends one made of brackets.
 */
const vainReadings = 4;

/**
 * Finds the first piece of a text that is JSON of the expected shape, for a response with something
 * else before or after it. Does not search inside JSON of another shape, nor inside a web page, as
 * pages contain settings and scripts.
 */
export function findJson(options: {
  readonly text: string;
  readonly fits: (value: unknown) => boolean;
}): string | null {
  const { text, fits } = options;
  const page = text.search(/<(?:!doctype|html|head|body|script)\b/i);
  const end = page === -1 ? text.length : page;
  const brackets = /[[{]/g;
  let vain = vainReadings * text.length + 10_000;
  while (vain > 0) {
    const start = brackets.exec(text)?.index;
    if (start === undefined || start >= end) return null;
    const piece = pieceAt(text, start);
    const value = piece === null ? undefined : parsed(piece);
    if (piece === null || value === undefined) {
      vain -= piece?.length ?? text.length - start;
      continue;
    }
    if (fits(value)) return piece;
    brackets.lastIndex = start + piece.length;
  }
  return null;
}

/** From a bracket to the one that closes it; null if none does. */
function pieceAt(text: string, start: number): string | null {
  const marks = /["[\]{}]/g;
  marks.lastIndex = start;
  let depth = 0;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    if (mark[0] === '"') {
      const after = afterString(text, mark.index);
      if (after === null) return null;
      marks.lastIndex = after;
    } else {
      depth += mark[0] === '{' || mark[0] === '[' ? 1 : -1;
      if (depth === 0) return text.slice(start, marks.lastIndex);
    }
  }
  return null;
}

function afterString(text: string, start: number): number | null {
  const marks = /["\\]/g;
  marks.lastIndex = start + 1;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    if (mark[0] === '"') return marks.lastIndex;
    marks.lastIndex += 1;
  }
  return null;
}

function parsed(piece: string): unknown {
  try {
    return JSON.parse(piece);
  } catch {
    return undefined;
  }
}
