import type { SourceEvent } from '@invoice-relay/core/events';

/** As `JSON.stringify` writes NUL and half a surrogate pair. */
const unusual = /\\u0000|\\ud[89a-f]/;

/**
 * The bytes that a subscriber gets of an event.
 *
 * - NUL and halves of surrogate pairs, which many databases and parsers refuse, become U+FFFD.
 * - A replay says so in `data.replay`.
 * - What is larger than the subscriber takes goes without its document, and says so in
 *   `data.enrichment`.
 *
 * @param options.body the event as the log keeps it
 * @param options.maxBytes null when the subscriber takes any size
 */
export function deliverableBody(options: {
  readonly body: string;
  readonly maxBytes: number | null;
  readonly replayId: string | null;
}): Buffer {
  const { body } = options;
  try {
    return writeBody(options);
  } catch {
    // Damaged where it is stored: it goes out as it is, rather than keeping all others waiting.
    return Buffer.from(body);
  }
}

function writeBody(options: Parameters<typeof deliverableBody>[0]): Buffer {
  const { body, maxBytes, replayId } = options;
  let text = unusual.test(body) ? wellFormed(body) : body;
  if (replayId !== null) text = withData(text, () => ({ replay: { id: replayId } }));
  const bytes = Buffer.from(text);
  if (maxBytes === null || bytes.length <= maxBytes) return bytes;
  return Buffer.from(withData(text, withoutDocuments));
}

function withData(text: string, members: (data: SourceEvent['data']) => object): string {
  const event = JSON.parse(text) as SourceEvent;
  return JSON.stringify({ ...event, data: { ...event.data, ...members(event.data) } });
}

function withoutDocuments({ invoice, order, estimate }: SourceEvent['data']): object {
  const documents = Object.entries({ invoice, order, estimate });
  // Nothing to leave out: it goes as it is.
  if (documents.every(([, document]) => document === null || document === undefined)) return {};
  return {
    ...Object.fromEntries(
      documents.flatMap(([kind, document]) => (document === undefined ? [] : [[kind, null]])),
    ),
    enrichment: { state: 'unavailable', reason: 'too_large' },
  };
}

/** In values and in names of members alike. */
function wellFormed(text: string): string {
  return JSON.stringify(clean(JSON.parse(text)));
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '\uFFFD');
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [clean(name), clean(member)]),
  );
}
