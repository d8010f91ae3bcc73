import { SourceError } from '@invoice-relay/core/errors';
import {
  activitiesProblem,
  backfillStepProblem,
  confirmProblem,
  documentProblem,
  eventsProblem,
  pollResultProblem,
} from '@invoice-relay/core/source';
import type { AnySource, BackfillStep, WebhookCapability } from '@invoice-relay/core/source';

/** Records, so that the compiler misses a member that the contract gets one day. */
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

/**
 * A source whose answers are held to the contract before the relay uses them, by whichever road:
 * what is kept or delivered cannot be taken back. Documents are handed on as they are.
 *
 * Each call throws what the source throws, and a `SourceError` (`source_contract_broken`) that says
 * what is wrong with an answer.
 */
export function checkedSource(source: AnySource): AnySource {
  const { webhook } = source;
  const { poll, backfill, confirm, enrich, ...others } = members(source, sourceMembers);
  return {
    ...others,
    normalize: (activity, context) =>
      checked(source.normalize(activity, context), eventsProblemAtWork),
    ...(webhook && {
      webhook: {
        ...members(webhook, webhookMembers),
        parse: (request, context) => checked(webhook.parse(request, context), activitiesProblem),
      },
    }),
    ...(poll && {
      poll: async (cursor, context) => checked(await poll(cursor, context), pollResultProblem),
    }),
    ...(backfill && { backfill: (options, context) => checkedSteps(backfill(options, context)) }),
    ...(confirm && {
      confirm: async (activities, context) =>
        checked(await confirm(activities, context), (answers) =>
          confirmProblem(answers, activities.length),
        ),
    }),
    ...(enrich && {
      enrich: async (subject, context) => checked(await enrich(subject, context), documentProblem),
    }),
  };
}

function eventsProblemAtWork(events: unknown): string | undefined {
  return eventsProblem(events, { documents: false });
}

async function* checkedSteps(steps: AsyncIterable<BackfillStep>): AsyncGenerator<BackfillStep> {
  for await (const step of steps) yield checked(step, backfillStepProblem);
}

function checked<Answer>(
  answer: Answer,
  problemOf: (answer: unknown) => string | undefined,
): Answer {
  const problem = problemOf(answer);
  if (problem !== undefined) throw new SourceError('source_contract_broken', problem);
  return answer;
}

/** These members of it, each called as its member: a plugin may be a class. */
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
