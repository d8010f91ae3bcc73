import { SignatureError, VendorError } from '@invoice-relay/core/errors';
import type { EventType } from '@invoice-relay/core/events';
import type { AnySource, BackfilledActivity, BackfillStep } from '@invoice-relay/core/source';
import * as v from 'valibot';

/** What the played vendor has on record: documents, each with its activities. */
export interface PlayedActivity {
  /** A number that rises with time, or, for a vendor without positions, any text. */
  readonly id: number | string;
  readonly type?: EventType;
  /** The vendor's date; most vendors' APIs return none. */
  readonly createdAt?: string;
}

export interface PlayedSource {
  readonly source: AnySource;
  /** One array for each document. Later ones may contain earlier activities. */
  documents: PlayedActivity[][];
  /** Documents, by index, whose activities it does not return, with the reason. */
  unreadable: Record<number, string>;
  /** Called before each step is returned; throws the error with which the vendor should fail. */
  beforeStep: (step: {
    readonly index: number;
    readonly signal: AbortSignal;
  }) => void | Promise<void>;
  /** Called when it is asked for the position of an activity. */
  onPosition: () => void;
  /** The requested documents, over all walks. */
  readonly asked: number[];
  /** The cursor that each walk began with. */
  readonly walks: unknown[];
}

/**
 * A vendor whose API and webhooks are played by a test. A webhook's body is `{"id": 7}`.
 *
 * @param options.positions false for one whose ids say nothing about their order
 */
export function playSource(
  documents: PlayedActivity[][] = [],
  { positions = true }: { readonly positions?: boolean } = {},
): PlayedSource {
  const played: PlayedSource = {
    documents,
    unreadable: {},
    beforeStep: () => {},
    onPosition: () => {},
    asked: [],
    walks: [],
    source: {
      specificationVersion: 'v1',
      name: 'played',
      title: 'Played',
      credentialsSchema: v.strictObject({}),
      settingsSchema: v.strictObject({}),
      eventTypes: ['invoice.created', 'invoice.paid', 'activity.unknown'],
      webhook: {
        toleranceSeconds: null,
        probe: () => undefined,
        verify: ({ headers }) => {
          if (headers['x-forged'] !== undefined) {
            throw new SignatureError('signature_mismatch', 'The webhook is forged.');
          }
          return {};
        },
        parse: ({ body }, { now }) => {
          const { id } = JSON.parse(new TextDecoder().decode(body));
          return [{ id: String(id), raw: body, seenAt: new Date(now).toISOString() }];
        },
      },
      normalize({ id, raw, seenAt }) {
        const { type = 'invoice.paid', createdAt = null } = JSON.parse(
          new TextDecoder().decode(raw),
        );
        return [
          {
            type,
            timestamp: createdAt ?? seenAt,
            subject: { kind: 'invoice', id: '3971', number: null },
            attributes: {},
            activity: { id, type, message: null, link: null, createdAt },
          },
        ];
      },
      ...(positions
        ? {
            position({ id }) {
              played.onPosition();
              return Number(id);
            },
          }
        : {}),
      async *backfill({ cursor }, { signal }): AsyncGenerator<BackfillStep> {
        played.walks.push(cursor);
        const total = played.documents.length;
        for (let index = Number(cursor?.['next'] ?? 0); index < total; index += 1) {
          await played.beforeStep({ index, signal });
          played.asked.push(index);
          const reason = played.unreadable[index];
          yield {
            activities: reason === undefined ? (played.documents[index] ?? []).map(backfilled) : [],
            ...(reason === undefined
              ? {}
              : { unreadable: [{ document: `invoice ${index}`, reason }] }),
            cursor: { next: index + 1 },
            done: index + 1,
            total,
          };
        }
      },
    },
  };
  return played;
}

/**
 * The list position of a vendor without positions is irrelevant, for example the text's first
 * letter.
 */
function positionOf({ id }: PlayedActivity): number {
  return typeof id === 'number' ? id : (id.codePointAt(0) as number);
}

function backfilled(activity: PlayedActivity): BackfilledActivity {
  return {
    id: String(activity.id),
    position: positionOf(activity),
    raw: new TextEncoder().encode(JSON.stringify(activity)),
    seenAt: '2026-11-20T12:00:00.000Z',
  };
}

/** Fails the step of one document this many times. */
export function failing(options: {
  readonly at: number;
  readonly times: number;
  readonly error: VendorError;
}): PlayedSource['beforeStep'] {
  let left = options.times;
  return ({ index }) => {
    if (index !== options.at || left === 0) return;
    left -= 1;
    throw options.error;
  };
}

export const outage = (retryAfterMs: number | null = null): VendorError =>
  new VendorError('vendor_rate_limited', 'The vendor was asked too often.', {
    status: 429,
    retryAfterMs,
  });

export const unauthorized = (): VendorError =>
  new VendorError('vendor_unauthorized', 'The vendor does not take the credentials.', {
    status: 401,
  });
