import { createHmac, timingSafeEqual } from 'node:crypto';

import * as v from 'valibot';

import { PayloadError, SignatureError } from '../errors/index.ts';
import type { NormalizedEvent } from '../events/index.ts';
import type { Activity, SourceV1, WebhookCapability, WebhookRequest } from '../source/index.ts';
import type { SignOptions, SourceContractOptions } from './contract-options.ts';
import { buildRequest } from './request.ts';

const credentialsSchema = v.strictObject({ secret: v.string('secret must be text') });
type Credentials = v.InferOutput<typeof credentialsSchema>;
export type ExampleSource = SourceV1<Credentials, unknown> & {
  readonly webhook: WebhookCapability<Credentials>;
};

const toleranceSeconds = 300;
const recordSchema = v.looseObject({
  id: v.string(),
  what: v.string(),
  invoice: v.fallback(v.nullable(v.pipe(v.string(), v.nonEmpty())), null),
});
const bodySchema = v.object({ activity: recordSchema });

/** A conforming source: what the suite's own tests break on purpose. */
export function createExampleSource(): ExampleSource {
  return {
    specificationVersion: 'v1',
    name: 'example',
    title: 'Example',
    credentialsSchema,
    settingsSchema: v.strictObject({}),
    eventTypes: ['invoice.paid', 'activity.unknown'],
    webhook: { toleranceSeconds, probe, verify, parse },
    normalize,
  };
}

const probe: ExampleSource['webhook']['probe'] = ({ method, body }) =>
  method === 'GET' || method === 'HEAD' || body.length === 0 ? { status: 200 } : undefined;

const verify: ExampleSource['webhook']['verify'] = (request, { credentials, now }) => {
  const time = Number(request.headers['x-time']);
  if (!(Math.abs(now / 1000 - time) <= toleranceSeconds)) {
    throw new SignatureError('timestamp_too_old', 'The time in x-time is not now.');
  }
  const received = request.headers['x-signature'] ?? '';
  const fits = credentials.some(({ secret }) => {
    const expected = signature({ secret, time, body: request.body });
    return (
      received.length === expected.length &&
      timingSafeEqual(new TextEncoder().encode(received), new TextEncoder().encode(expected))
    );
  });
  if (!fits) throw new SignatureError('signature_mismatch', 'x-signature fits no secret.');
  return {};
};

const parse: ExampleSource['webhook']['parse'] = (request, { now }) => {
  const { activity } = readBody(request);
  const start = '{"activity":'.length;
  const raw = request.body.slice(start, request.body.length - 1);
  return [{ id: activity.id, raw, seenAt: new Date(now).toISOString() }];
};

function readBody(request: WebhookRequest): v.InferOutput<typeof bodySchema> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(request.body);
    return v.parse(bodySchema, JSON.parse(text));
  } catch (cause) {
    throw new PayloadError('payload_invalid', 'The body is no webhook of Example.', { cause });
  }
}

export function normalize({ id, raw, seenAt }: Activity): readonly [NormalizedEvent] {
  const record = v.parse(recordSchema, JSON.parse(new TextDecoder().decode(raw)));
  const isPaid = record.what === 'paid';
  const { invoice } = record;
  return [
    {
      type: isPaid ? 'invoice.paid' : 'activity.unknown',
      timestamp: seenAt,
      subject: isPaid && invoice !== null ? { kind: 'invoice', id: invoice, number: null } : null,
      attributes: isPaid ? {} : (record as NormalizedEvent['attributes']),
      activity: { id, type: record.what, message: null, link: null, createdAt: null },
    },
  ];
}

function signature(options: {
  readonly secret: string;
  readonly time: number;
  readonly body: Uint8Array;
}): string {
  const { secret, time, body } = options;
  return createHmac('sha256', secret).update(`${time}.`).update(body).digest('hex');
}

export function signExample(options: SignOptions<Credentials>): WebhookRequest {
  const { activity, credentials, timestamp } = options;
  const { body } = buildRequest({ body: `{"activity":${new TextDecoder().decode(activity)}}` });
  const time = timestamp / 1000;
  return buildRequest({
    headers: {
      'X-Time': String(time),
      'X-Signature': signature({ secret: credentials.secret, time, body }),
    },
    body,
  });
}

/** What an author of this source would pass to `sourceContract`. */
export const exampleContract: SourceContractOptions<Credentials> = {
  createSource: createExampleSource,
  credentials: { secret: 'correct-horse' },
  otherCredentials: { secret: 'battery-staple' },
  secrets: ['correct-horse', 'battery-staple'],
  fixtures: [
    {
      name: 'paid',
      raw: '{"id":"a1","what":"paid","invoice":"7","note":"Ärger"}',
      id: 'a1',
      event: { type: 'invoice.paid', subject: { kind: 'invoice', id: '7', number: null } },
    },
  ],
  unknownActivity: {
    raw: '{"id":"a2","what":"folded","paper":"A4"}',
    id: 'a2',
    attributes: { what: 'folded', paper: 'A4' },
  },
  webhook: { sign: signExample },
};
