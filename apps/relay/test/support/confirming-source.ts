import { VendorError } from '@invoice-relay/core/errors';
import type { VendorErrorCode } from '@invoice-relay/core/errors';
import type { AnySource, ConnectionContext, SourceOptions } from '@invoice-relay/core/source';
import * as v from 'valibot';

const credentialsSchema = v.strictObject({ baseUrl: v.string(), key: v.string() });
type Context = ConnectionContext<v.InferOutput<typeof credentialsSchema>, unknown>;

const recordSchema = v.looseObject({
  id: v.string(),
  invoice: v.optional(v.string()),
  order: v.optional(v.string()),
  createdAt: v.optional(v.string()),
});
const errorCodes: Readonly<Record<number, VendorErrorCode>> = {
  400: 'vendor_refused',
  401: 'vendor_unauthorized',
  429: 'vendor_rate_limited',
};
const decode = (raw: Uint8Array): string => new TextDecoder().decode(raw);
const read = (raw: Uint8Array) => v.parse(recordSchema, JSON.parse(decode(raw)));

/**
 * A source whose vendor is played by `startConfirmingVendor`: a webhook is one JSON object, and the
 * API lists the activities of an invoice verbatim. Every order exists, and the API never says what
 * happened to one.
 */
export function createSource(_options: SourceOptions): AnySource {
  return {
    specificationVersion: 'v1',
    name: 'confirming',
    title: 'Confirming',
    credentialsSchema,
    settingsSchema: v.strictObject({}),
    eventTypes: ['invoice.paid', 'order.created', 'activity.unknown'],
    webhook: {
      toleranceSeconds: null,
      probe: ({ body }) => (body.length === 0 ? { status: 200 } : undefined),
      verify: () => {
        throw new Error('Nothing is signed here.');
      },
      parse: ({ body }, { now }) => [
        { id: read(body).id, raw: body, seenAt: new Date(now).toISOString() },
      ],
    },
    normalize({ id, raw, seenAt }) {
      const { invoice, order, createdAt } = read(raw);
      return [
        {
          type: order === undefined ? 'invoice.paid' : 'order.created',
          timestamp: createdAt ?? seenAt,
          subject:
            order !== undefined
              ? { kind: 'order', id: order, number: null }
              : invoice === undefined
                ? null
                : { kind: 'invoice', id: invoice, number: null },
          attributes: {},
          activity: { id, type: 'Paid', message: null, link: null, createdAt: createdAt ?? null },
        },
      ];
    },
    async confirm(activities, context: Context) {
      const isOrder = (raw: Uint8Array) => read(raw).order !== undefined;
      const invoices = new Set(
        activities.flatMap(({ raw }) => (isOrder(raw) ? [] : [read(raw).invoice ?? ''])),
      );
      const known = new Set<string>();
      for (const invoice of invoices) {
        for (const one of await activitiesOf(invoice, context)) known.add(one);
      }
      return activities.map(({ raw }) => (isOrder(raw) ? 'plausible' : known.has(decode(raw))));
    },
  };
}

async function activitiesOf(invoice: string, context: Context): Promise<string[]> {
  const { baseUrl, key } = context.credentials;
  const url = `${baseUrl}/${encodeURIComponent(invoice)}`;
  const answer = await context
    .transport({ method: 'GET', url, headers: { 'x-key': key } })
    .catch((cause: unknown) => {
      throw new VendorError('vendor_unreachable', 'No answer came.', { cause });
    });
  if (answer.status === 200) return JSON.parse(decode(answer.body));
  const { status } = answer;
  throw new VendorError(errorCodes[status] ?? 'vendor_failed', `It answered ${status}.`, {
    status,
    retryAfterMs: Number(answer.headers['retry-after'] ?? 0) * 1_000,
  });
}
