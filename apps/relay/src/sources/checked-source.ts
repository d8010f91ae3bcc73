import { SourceError } from '@invoice-relay/core/errors';
import {
  activitiesProblem,
  backfillStepProblem,
  confirmProblem,
  detectionProblem,
  documentProblem,
  eventsProblem,
  learnedProblem,
  pollResultProblem,
  positionProblem,
  stepsProblem,
  probeProblem,
  verifiedProblem,
} from '@invoice-relay/core/source';
import type {
  Activity,
  AnySource,
  Awaitable,
  BackfillStep,
  Verified,
  WebhookCapability,
  WebhookRequest,
} from '@invoice-relay/core/source';

import { hours, minutes, seconds } from '../shared/clock/durations.ts';
import { inTime } from './in-time.ts';
import { inPlugin } from './plugin-calls.ts';
import type { Reading, ReadingListener } from './reading-calls.ts';

/** Records, so that the compiler reports members that the contract gets later. */
const sourceMembers: Record<Exclude<keyof AnySource, 'webhook'>, true> = {
  specificationVersion: true,
  name: true,
  title: true,
  credentialsSchema: true,
  settingsSchema: true,
  startFromSchema: true,
  eventTypes: true,
  setup: true,
  check: true,
  normalize: true,
  position: true,
  learn: true,
  poll: true,
  backfill: true,
  confirm: true,
  enrich: true,
};
const webhookMembers: Record<keyof WebhookCapability<unknown>, true> = {
  toleranceSeconds: true,
  findsScheme: true,
  parsesBodyAlone: true,
  probe: true,
  verify: true,
  parse: true,
  detect: true,
};

/** Whether the contract has a member with this name. */
export function isSourceMember(name: string): boolean {
  return name === 'webhook' || Object.hasOwn(sourceMembers, name);
}

/**
 * A source whose results are checked against the contract before the relay uses them, whichever way
 * they came: what is stored or delivered cannot be taken back. Of documents it checks the amounts
 * and dates, and passes everything else on as it is.
 *
 * Each call throws what the source throws, and a `SourceError` (`source_contract_broken`) that says
 * what is wrong with a result, or that there is none.
 *
 * @param listening notified of calls that must return immediately, with the number of the source
 */
export function checkedSource(
  source: AnySource,
  listening?: { readonly index: number; readonly listener: ReadingListener },
): AnySource {
  const { webhook } = source;
  const calling = <Answer>(call: string, work: () => Answer): Answer =>
    inPlugin({ source: source.name, doing: `${call}()` }, work);
  const detect = webhook?.detect?.bind(webhook);
  const { check, poll, backfill, confirm, enrich, learn, position, ...others } = members(
    source,
    sourceMembers,
  );
  const reading = <Answer>(call: Reading['call'], read: () => Answer): Answer => {
    if (listening === undefined) return calling(call, read);
    listening.listener.begins({ source: listening.index, call });
    try {
      return calling(call, read);
    } finally {
      listening.listener.ends();
    }
  };
  return {
    ...others,
    ...(check && { check: (context) => calling('check', () => check(context)) }),
    normalize: (activity, context) =>
      reading('normalize', () =>
        checked(source.normalize(ownActivity(activity), context), eventsProblemAtWork),
      ),
    ...(learn && {
      learn: (...given) => reading('learn', () => checked(learn(...given), learnedProblem)),
    }),
    ...(position && {
      position: (activity) =>
        calling('position', () => checked(position(ownActivity(activity)), positionProblem)),
    }),
    ...(webhook && {
      webhook: {
        ...members(webhook, webhookMembers),
        probe: (request) =>
          calling('probe', () => checked(webhook.probe(ownRequest(request)), probeProblem)),
        verify: (request, context) =>
          checkedVerified(calling('verify', () => webhook.verify(ownRequest(request), context))),
        ...(detect && {
          detect: (request, context) =>
            calling('detect', () => checked(detect(request, context), detectionProblem)),
        }),
        parse: (request, context) =>
          reading('parse', () =>
            checked(webhook.parse(ownRequest(request), context), activitiesProblem),
          ),
      },
    }),
    ...(poll && {
      poll: async (cursor, context) =>
        checked(
          await limited(
            'poll',
            calling('poll', () => poll(cursor, context)),
          ),
          pollResultProblem,
        ),
    }),
    ...(backfill && {
      backfill: (options, context) =>
        checkedSteps({
          begin: () => backfill(options, context),
          calling: (work) => calling('backfill', work),
        }),
    }),
    ...(confirm && {
      confirm: async (activities, context) =>
        checked(
          await limited(
            'confirm',
            calling('confirm', () => confirm(activities.map(ownActivity), context)),
          ),
          (answers) => confirmProblem(answers, activities.length),
        ),
    }),
    ...(enrich && {
      enrich: async (subject, context) =>
        checked(
          await limited(
            'enrich',
            calling('enrich', () => enrich(subject, context)),
          ),
          documentProblem,
        ),
    }),
  };
}

/**
 * Bytes passed to a plugin are copies: whatever it does to them, what is stored is what arrived.
 */
function ownRequest(request: WebhookRequest): WebhookRequest {
  return { ...request, body: new Uint8Array(request.body) };
}

function ownActivity(activity: Activity): Activity {
  return { ...activity, raw: new Uint8Array(activity.raw) };
}

function eventsProblemAtWork(events: unknown): string | undefined {
  return eventsProblem(events, { documents: false });
}

/** Most return synchronously, and every webhook passes through here. */
function checkedVerified(verified: Awaitable<Verified>): Awaitable<Verified> {
  return isPromise(verified)
    ? limited('verify', verified, longestVerifyMs).then((later) => checked(later, verifiedProblem))
    : checked(verified, verifiedProblem);
}

async function* checkedSteps(options: {
  readonly begin: () => AsyncIterable<BackfillStep>;
  /** Runs plugin code. */
  readonly calling: <Answer>(work: () => Answer) => Answer;
}): AsyncGenerator<BackfillStep> {
  const { begin, calling } = options;
  const walk = calling(() => checked(begin(), stepsProblem)[Symbol.asyncIterator]());
  let isOver = false;
  try {
    for (;;) {
      const step = await limited(
        'backfill',
        calling(() => walk.next()),
      );
      isOver = step.done === true;
      if (step.done === true) return;
      yield checked(step.value, backfillStepProblem);
    }
  } catch (error) {
    isOver = true;
    throw error;
  } finally {
    if (!isOver) await calling(() => walk.return?.());
  }
}

/**
 * A call that never returns would block its connection forever, unnoticed. Long enough for a vendor
 * that is called dozens of times for one result, one request per 10 s, each taking 30 s.
 * Milliseconds.
 */
const longestCallMs = 1 * hours;

/** Pure computation, while the vendor waits for its 200, and most wait no longer. Milliseconds. */
const longestVerifyMs = 10 * seconds;

function limited<Result>(
  call: string,
  result: PromiseLike<Result>,
  longestMs = longestCallMs,
): Promise<Result> {
  const span = longestMs < minutes ? `${longestMs / seconds} s` : `${longestMs / minutes} minutes`;
  return inTime(result, {
    longestMs,
    late: () => new SourceError('source_contract_broken', `${call}() has not returned for ${span}`),
  });
}

function checked<Result>(
  result: Result,
  problemOf: (result: unknown) => string | undefined,
): Result {
  const problem = problemOf(result);
  if (problem === undefined) return result;
  // Nobody would handle the rejection of an unexpected promise, which ends the process.
  if (isPromise(result)) result.then(undefined, () => {});
  throw new SourceError('source_contract_broken', problem);
}

function isPromise<Result>(value: Awaitable<Result>): value is Promise<Result> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}

/** These members, each called as its method: a plugin may be a class. */
function members<Original extends object>(
  original: Original,
  names: Readonly<Record<string, true>>,
): Original {
  const entries = Object.keys(names).flatMap((name): [string, unknown][] => {
    const member: unknown = Reflect.get(original, name);
    if (member === undefined) return [];
    return [[name, typeof member === 'function' ? member.bind(original) : member]];
  });
  return Object.fromEntries(entries) as Original;
}
