import type { SourceEvent } from '@invoice-relay/core/events';

/** As `JSON.stringify` writes NUL and lone surrogates. */
const unusual = /\\u0000|\\ud[89a-f]/;

/**
 * The bytes of an event that a subscriber receives.
 *
 * - NUL and lone surrogates, which many databases and parsers reject, become U+FFFD.
 * - A replay is marked in `data.replay`.
 * - An event larger than the subscriber accepts is sent without its document, and `data.enrichment`
 *   says so.
 *
 * @param options.body the event as stored in the log
 * @param options.maxBytes null if the subscriber accepts any size
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
    // Damaged in storage: it is sent as it is, rather than blocking all others.
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
  // Nothing to omit: it is sent as it is.
  if (documents.every(([, document]) => document === null || document === undefined)) return {};
  return {
    ...Object.fromEntries(
      documents.flatMap(([kind, document]) => (document === undefined ? [] : [[kind, null]])),
    ),
    enrichment: { state: 'unavailable', reason: 'too_large' },
  };
}

/** In values and in member names alike. */
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
