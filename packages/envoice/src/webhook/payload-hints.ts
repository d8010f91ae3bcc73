import type { EnvoicePayload } from './payload.ts';

/** For users who provide a captured webhook. */
export const captureAgain =
  'Capture the webhook again and provide its raw body, from the first brace to the last, exactly ' +
  'as received: not the view of a tool, which may be reformatted, renamed, or wrapped together ' +
  'with the headers.';

/** Returns hints that the payload is not as Envoice sent it. */
export function hintsOf({ text, node, timestamp }: EnvoicePayload): string[] {
  const hints: string[] = [];
  if (timestamp === undefined) {
    hints.push(
      'The payload has no "Timestamp" text, which Envoice documents: something is cut off.',
    );
  }
  // Only inside the outer braces: editors append a line break after the last one.
  if (/[\r\n]/.test(text.slice(node.start, node.end))) {
    hints.push(
      'The payload spans several lines, like JSON that a tool has formatted, so it ' +
        `is not what was signed. ${captureAgain}`,
    );
  }
  return hints;
}
