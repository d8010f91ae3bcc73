import { createHash } from 'node:crypto';

const random = (text: string, length: number): string =>
  createHash('sha512').update(text).digest('hex').slice(0, length);

/** A link as Envoice issues it: anyone who has it sees the document without a login. */
const shareToken = random('token', 128);
const shareId = random('id', 43);
export const shareLink = `https://www.envoice.in/invoice/shared?token=${shareToken}&id=${shareId}`;

/** A match of this length is no coincidence, and a truncated message may contain no more. */
const pieceLength = 10;

const pieces: readonly string[] = [shareToken, shareId].flatMap((secret) =>
  Array.from({ length: secret.length - pieceLength + 1 }, (_, at) =>
    secret.slice(at, at + pieceLength),
  ),
);

/** Returns the pieces of the link's secrets found in a text, in plain text or base64. */
export function leakedPieces(text: string): string[] {
  const decoded = [...text.matchAll(/[\w+/-]{24,}={0,2}/g)].map(([found]) =>
    Buffer.from(found, 'base64').toString('latin1'),
  );
  const all = [text, ...decoded].join('\n');
  return pieces.filter((piece) => all.includes(piece));
}
