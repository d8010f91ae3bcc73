import type { SignatureError } from '@invoice-relay/core/errors';
import {
  readCurrentSecret,
  RelayApiError,
  RelayConnectionError,
} from '@invoice-relay/relay-client';

import { toZapierError } from '../to-zapier-error.ts';
import type { Run } from '../perform.ts';
import { openRelay } from '../relay/open-relay.ts';
import { keepAnswer, rememberPostponed, keptAnswer, postponedAt } from './rotated-secret.ts';
import type { KeptAnswer } from './rotated-secret.ts';

/**
 * How long the relay is not asked again, in seconds: what third parties post to the address of a
 * Zap costs the relay at most one request in this time. A request arriving meanwhile that matches
 * nothing known may be from a relay whose secret was just rotated, so it is postponed rather than
 * refused.
 */
const askedAgainAfterSeconds = 60;

/** A request that does not match the secret that the Zap was turned on with. */
export interface Unfitting {
  readonly run: Run;
  /** The secret that the Zap was turned on with. */
  readonly secret: string;
  /** What does not match. */
  readonly error: SignatureError;
  /** Of the request: unique within this Zap. */
  readonly body: string;
  readonly fits: (secret: string) => boolean;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/**
 * Zapier has accepted the request, so the relay does not send it again; and Zapier keeps the secret
 * that the Zap was turned on with. So the relay is asked whether somebody has rotated it, unless it
 * was asked a moment ago and returned the matching one.
 *
 * @throws HaltedError of Zapier if the request does not match what the relay returns either, and
 *   ThrottledError if the relay asks to wait, is unavailable, or was asked a moment ago: Zapier
 *   tries again later
 */
export async function expectRotated(unfitting: Unfitting): Promise<void> {
  const { run, secret, error, body, fits, now } = unfitting;
  const { z, bundle } = run;
  const id: unknown = bundle.subscribeData?.id;
  if (error.code !== 'signature_mismatch' || typeof id !== 'string') throw halted(unfitting, null);

  const kept = await keptAnswer(z, secret);
  if (kept !== undefined) {
    if (kept.current !== null && fits(kept.current)) return;
    const since = await postponedAt(z, { body, secret });
    // The relay was asked after this request had arrived.
    if (since !== undefined && since < (kept.answeredAt ?? 0)) {
      throw halted(unfitting, kept.refusal);
    }
    if (now() - kept.askedAt < askedAgainAfterSeconds * 1000) {
      if (since === undefined) await rememberPostponed(z, { body, secret, at: now() });
      throw later(run, 'the relay was asked a moment ago');
    }
  }

  const answer = await ask({ ...unfitting, id, kept });
  await keepAnswer(z, { answer, insteadOf: secret });
  if (answer.current === null || !fits(answer.current)) throw halted(unfitting, answer.refusal);
}

/** @throws ThrottledError of Zapier if it does not respond */
async function ask({
  run,
  id,
  kept,
  secret,
  now,
}: Unfitting & {
  readonly id: string;
  readonly kept: KeptAnswer | undefined;
}): Promise<KeptAnswer> {
  const { z } = run;
  const askedAt = now();
  const { answeredAt = null, current: known = null } = kept ?? {};
  try {
    const told = (await readCurrentSecret({ relay: openRelay(run), id })) ?? known;
    const current = told === secret ? null : told;
    return { askedAt, answeredAt: askedAt, current, refusal: null };
  } catch (reason) {
    const shown = toZapierError(z, reason);
    if (shown.name !== 'ThrottledError' && !isAway(reason)) {
      return { askedAt, answeredAt: askedAt, current: known, refusal: shown.message };
    }
    const answer = { askedAt, answeredAt, current: known, refusal: null };
    await keepAnswer(z, { answer, insteadOf: secret });
    throw shown.name === 'ThrottledError' ? shown : later(run, shown.message);
  }
}

/** A temporary failure, unlike a wrong key or address. */
function isAway(reason: unknown): boolean {
  return (
    reason instanceof RelayConnectionError ||
    (reason instanceof RelayApiError && reason.status >= 500)
  );
}

/**
 * Zapier is told to come back after one to two times the interval between questions to the relay. A
 * guess: that it does so for an instant trigger as it documents for all steps.
 */
function later({ z }: Run, why: string): Error {
  return new z.errors.ThrottledError(
    `The request does not match the secret that this Zap was turned on with. The relay will be asked later whether it was rotated: ${why}`,
    Math.ceil(askedAgainAfterSeconds * (1 + Math.random())),
  );
}

function halted({ run, error }: Unfitting, refusal: string | null): Error {
  const unasked =
    refusal === null
      ? ''
      : ` The relay could not be asked whether the subscription’s secret was rotated: ${refusal} If it was, turn the Zap off and on again.`;
  return new run.z.errors.HaltedError(
    `A request to this Zap was not signed by your relay and was ignored (${error.code}): ${error.message}${unasked}`,
  );
}
