import { inflateSync } from 'node:zlib';

/** Returns the texts on each page of a PDF by pdfkit in drawing order, one line per piece. */
export function pdfPages(bytes: Buffer): string[] {
  const streams = bytes.toString('latin1').matchAll(/stream\n(.*?)\nendstream/gs);
  return [...streams].map(([, data = '']) => {
    const page = inflateSync(Buffer.from(data, 'latin1')).toString('latin1');
    return [...page.matchAll(/\[(.*)\] TJ/g)].map(([, array = '']) => lettersOf(array)).join('\n');
  });
}

function lettersOf(array: string): string {
  return [...array.matchAll(/<([0-9a-f]*)>/g)]
    .map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1'))
    .join('');
}
