import type { JsonObject } from '@invoice-relay/core/events';
import type { AnySource, PollContext, PollResult } from '@invoice-relay/core/source';
import * as v from 'valibot';

/** A document of the played vendor: an id and its paid state. */
interface PlayedDocument {
  readonly id: number;
  readonly paid: boolean;
}

export interface PolledSource {
  readonly source: AnySource;
  /** What the vendor has. */
  readonly documents: PlayedDocument[];
  /** The number of documents per step. */
  stepSize: number;
  /** Called in each step; throws the error with which the vendor should fail. */
  beforeStep: (context: PollContext<unknown, unknown>) => void | Promise<void>;
  /** The cursor that each step began with, and whether the poll was requested. */
  readonly steps: { readonly cursor: JsonObject | null; readonly requested: boolean }[];
  /** Documents that a step reports as unreadable. */
  unreadable: { readonly document: string; readonly reason: string }[];
  notice: string | undefined;
}

/** A vendor without webhooks played by a test: it lists its documents by index. */
export function playPolledSource(documents: PlayedDocument[] = []): PolledSource {
  const played: PolledSource = {
    documents,
    stepSize: 2,
    beforeStep: () => {},
    steps: [],
    unreadable: [],
    notice: undefined,
    source: {
      specificationVersion: 'v1',
      name: 'polled',
      title: 'Polled',
      credentialsSchema: v.strictObject({ key: v.optional(v.string(), 'first') }),
      settingsSchema: v.strictObject({}),
      startFromSchema: v.pipe(v.string(), v.digits('an id is a number')),
      eventTypes: ['invoice.created', 'invoice.paid', 'activity.unknown'],
      async poll(cursor, context): Promise<PollResult> {
        played.steps.push({ cursor, requested: context.requested });
        await played.beforeStep(context);
        const start = Number(cursor?.['next'] ?? 0);
        const slice = played.documents.slice(start, start + played.stepSize);
        const known = await context.memory.get(slice.map(({ id }) => String(id)));
        const next = start + slice.length;
        const more = next < played.documents.length;
        return {
          activities: slice.flatMap(({ id, paid }) => {
            const before = known.find(({ key }) => key === String(id));
            if (before === undefined) return [activity(`${id}-created`)];
            return paid && before.value['paid'] !== true ? [activity(`${id}-paid`)] : [];
          }),
          cursor: { next: more ? next : 0 },
          more,
          remember: slice.map(({ id, paid }) => ({ key: String(id), value: { paid }, dueAt: id })),
          ...(more ? { progress: { done: next, total: played.documents.length } } : {}),
          unreadable: played.unreadable,
          ...(played.notice === undefined ? {} : { notice: played.notice }),
        };
      },
      normalize({ id, seenAt }) {
        const [invoiceId = '', what = ''] = id.split('-');
        return [
          {
            type: what === 'paid' ? 'invoice.paid' : 'invoice.created',
            timestamp: seenAt,
            subject: { kind: 'invoice', id: invoiceId, number: null },
            attributes: {},
            activity: { id, type: what, message: null, link: null, createdAt: null },
          },
        ];
      },
    },
  };
  return played;
}

function activity(id: string) {
  return {
    id,
    raw: new TextEncoder().encode(JSON.stringify({ id })),
    seenAt: '2026-11-20T12:00:00.000Z',
  };
}
