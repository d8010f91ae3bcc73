import * as v from 'valibot';

import { normalizedEventSchema, subjectSchema } from '../events/index.ts';
import type { NormalizedEvent } from '../events/index.ts';
import {
  allowanceChargeSchema,
  currencySchema,
  dateSchema,
  jsonObjectSchema,
  lineSchema,
  momentSchema,
  paymentSchema,
  taxSubtotalSchema,
  totalsSchema,
} from '../models/index.ts';
import type { Activity, PollResult } from './contract.ts';
import { isMembers, isPromise, returned, shown } from './shown.ts';
import { unknownEventType } from './source-problems.ts';

/** As long as every database can index, whatever the alphabet. Characters. */
const longestId = 500;

const idSchema = v.pipe(
  v.string(),
  v.nonEmpty(),
  v.maxLength(longestId, `an id can have at most ${longestId} characters; hash a longer one`),
);
/**
 * An id that databases return unchanged: what they alter (PostgreSQL has no NUL, and neither engine
 * stores lone surrogates) would be another activity than the stored one.
 */
const activityIdSchema = v.pipe(
  idSchema,
  v.check(
    (id) => id.isWellFormed() && !id.includes('\0'),
    'an id cannot contain NUL or a lone surrogate; hash it',
  ),
);
const activitySchema = v.object({
  id: activityIdSchema,
  raw: v.instance(Uint8Array),
  seenAt: momentSchema,
});
const activitiesSchema = v.array(activitySchema);
const eventEntries = {
  ...normalizedEventSchema.entries,
  timestamp: momentSchema,
  subject: v.nullable(v.object({ ...subjectSchema.entries, id: idSchema })),
};
const eventsSchema = v.array(v.object(eventEntries));

/**
 * Strict: an unconventional way of saying that a request is not authentic must not be taken for
 * success.
 */
const verifiedSchema = v.strictObject({
  scheme: v.optional(jsonObjectSchema),
  strength: v.optional(v.literal('weak')),
});
const probeSchema = v.optional(
  v.object({
    status: v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599)),
    body: v.optional(v.string()),
  }),
);

/** Only what is present: a missing amount misleads nobody. */
const allowanceChargesAtWorkSchema = v.exactOptional(
  v.array(
    v.partial(v.pick(allowanceChargeSchema, ['amount', 'baseAmount', 'multiplierFactorNumeric'])),
  ),
);
const linesAtWorkSchema = v.exactOptional(
  v.array(
    v.object({
      ...v.partial(
        v.pick(lineSchema, ['quantity', 'priceAmount', 'baseQuantity', 'lineExtensionAmount']),
      ).entries,
      allowanceCharges: allowanceChargesAtWorkSchema,
    }),
  ),
);
/** A missing or null one misleads nobody either. */
const dateAtWorkSchema = v.exactOptional(v.nullable(dateSchema));
const documentEntriesAtWork = {
  issueDate: dateAtWorkSchema,
  currency: v.exactOptional(v.nullable(currencySchema)),
  totals: v.exactOptional(v.partial(totalsSchema)),
  allowanceCharges: allowanceChargesAtWorkSchema,
  taxSubtotals: v.exactOptional(
    v.array(v.partial(v.pick(taxSubtotalSchema, ['taxableAmount', 'taxAmount']))),
  ),
};
/**
 * Checks that a document is one, of which kind, and that workflows can compute with its values: an
 * amount that was rounded as a float, or has a comma, is booked before anybody notices, and a
 * reminder for something due on 30 February is sent in March. Everything else in it is checked by
 * the contract suite.
 */
const someDocumentSchema = v.variant('kind', [
  v.looseObject({
    kind: v.literal('invoice'),
    invoice: v.looseObject({
      ...documentEntriesAtWork,
      dueDate: dateAtWorkSchema,
      invoiceLines: linesAtWorkSchema,
      payments: v.exactOptional(
        v.array(v.partial(v.pick(paymentSchema, ['paidAmount', 'currency', 'paidDate']))),
      ),
    }),
  }),
  v.looseObject({
    kind: v.literal('order'),
    order: v.looseObject({ ...documentEntriesAtWork, orderLines: linesAtWorkSchema }),
  }),
  v.looseObject({
    kind: v.literal('estimate'),
    estimate: v.looseObject({
      ...documentEntriesAtWork,
      validityEndDate: dateAtWorkSchema,
      estimateLines: linesAtWorkSchema,
    }),
  }),
]);
const eventsAtWorkSchema = v.array(
  v.object({ ...eventEntries, document: v.exactOptional(someDocumentSchema) }),
);

const detectionSchema = v.object({
  result: v.picklist(['one', 'several', 'none']),
  matches: v.array(jsonObjectSchema),
  explanation: v.string(),
  tried: v.number(),
});
const learnedSchema = v.optional(v.object({ facts: jsonObjectSchema, notes: v.array(v.string()) }));
const positionSchema = v.nullish(v.pipe(v.number(), v.finite()));
const unreadableSchema = v.array(v.object({ document: v.string(), reason: v.string() }));
const countSchema = v.pipe(v.number(), v.finite());
/** Members with an integer column in the database. */
const wholeSchema = v.pipe(v.number(), v.safeInteger('it must be a whole number within 2^53'));
const pollResultSchema = v.object({
  activities: activitiesSchema,
  cursor: jsonObjectSchema,
  more: v.boolean(),
  remember: v.optional(
    v.array(
      v.object({
        key: v.pipe(v.string(), v.nonEmpty(), v.maxLength(200)),
        value: jsonObjectSchema,
        dueAt: v.nullable(wholeSchema),
      }),
    ),
  ),
  forget: v.optional(v.array(v.string())),
  progress: v.optional(v.object({ done: countSchema, total: v.nullable(countSchema) })),
  unreadable: v.optional(unreadableSchema),
  notice: v.optional(v.string()),
});
const backfillStepSchema = v.object({
  activities: v.array(v.object({ ...activitySchema.entries, position: wholeSchema })),
  cursor: jsonObjectSchema,
  done: wholeSchema,
  total: v.nullable(wholeSchema),
  unreadable: v.optional(unreadableSchema),
});
const answersSchema = v.array(v.union([v.boolean(), v.literal('plausible')]));
const documentSchema = v.nullable(someDocumentSchema);

/**
 * What is wrong with the result of `normalize`; undefined if it conforms to the contract.
 *
 * @param options.documents false for a host at work, which checks the amounts and dates of
 *   documents and passes everything else in them on as it is: an odd member is better than no event
 */
export function eventsProblem(
  events: unknown,
  { documents = true }: { readonly documents?: boolean } = {},
): string | undefined {
  if (Array.isArray(events) && events.length === 0) {
    return 'it returned no event: an unknown activity must become activity.unknown';
  }
  return (
    problemOf(documents ? eventsSchema : eventsAtWorkSchema, events, 'an array of events') ??
    (events as readonly NormalizedEvent[]).map(({ document }) => notJson(document)).find(isText)
  );
}

/** The same for `verify`, which throws if a request is not authentic. */
export function verifiedProblem(verified: unknown): string | undefined {
  const problem = problemOf(verifiedSchema, verified, '{} for an authentic request');
  return problem && `${problem}; for one that is not authentic, it must throw a SignatureError`;
}

/** The same for `probe`. */
export function probeProblem(answer: unknown): string | undefined {
  return problemOf(probeSchema, answer, 'the response to a test call or undefined');
}

/** The same for `parse`. */
export function activitiesProblem(activities: unknown): string | undefined {
  return (
    problemOf(activitiesSchema, activities, 'an array of activities') ??
    sharedIdProblem(activities as readonly Activity[])
  );
}

/** The same for `poll`. */
export function pollResultProblem(result: unknown): string | undefined {
  return (
    problemOf(pollResultSchema, result, 'the result of a step') ??
    sharedIdProblem((result as PollResult).activities)
  );
}

/** The same for `detect`. */
export function detectionProblem(detection: unknown): string | undefined {
  return problemOf(detectionSchema, detection, 'a detection');
}

/** The same for `learn`. */
export function learnedProblem(learned: unknown): string | undefined {
  return problemOf(learnedSchema, learned, 'what was learned or undefined');
}

/** The same for `position`. */
export function positionProblem(position: unknown): string | undefined {
  return problemOf(positionSchema, position, 'a number or null');
}

/** The same for `backfill`, before its first step. */
export function stepsProblem(steps: unknown): string | undefined {
  return isMembers(steps) && typeof Reflect.get(steps, Symbol.asyncIterator) === 'function'
    ? undefined
    : `it returned ${returned(steps)} where steps are expected: backfill must be an async generator (async *backfill)`;
}

/** The same for a step of `backfill`. */
export function backfillStepProblem(step: unknown): string | undefined {
  return problemOf(backfillStepSchema, step, 'a step');
}

/** The same for `enrich`, as far as a host at work needs to know. */
export function documentProblem(document: unknown): string | undefined {
  return problemOf(documentSchema, document, 'a document or null') ?? notJson(document);
}

/** The same for `confirm`, which was asked about the given number of activities. */
export function confirmProblem(answers: unknown, asked: number): string | undefined {
  const problem = problemOf(answersSchema, answers, 'an array of answers');
  if (problem !== undefined || (answers as readonly unknown[]).length === asked) return problem;
  return `it returned ${(answers as readonly unknown[]).length} answers for ${asked} activities: it must return one for each, in order`;
}

/** Of two activities with one id, a host would take the second for a repeat of the first. */
function sharedIdProblem(activities: readonly Activity[]): string | undefined {
  if (activities.length < 2) return undefined;
  const indexes = new Map<string, number>();
  for (const [index, { id, raw }] of activities.entries()) {
    const earlier = indexes.get(id);
    if (earlier === undefined) {
      indexes.set(id, index);
    } else if (!isSame(activities[earlier]?.raw, raw)) {
      return `it returned two different activities with the same id (activities ${earlier} and ${index}): an id must be unique within an account, as that of a request or a document is not`;
    }
  }
  return undefined;
}

function isSame(one: Uint8Array | undefined, other: Uint8Array): boolean {
  return one?.length === other.length && one.every((byte, index) => byte === other[index]);
}

/** A host serializes documents as JSON, and the parts that it does not check can be anything. */
function notJson(document: unknown): string | undefined {
  try {
    JSON.stringify(document);
    return undefined;
  } catch {
    return 'it returned a document that cannot be serialized as JSON: does it contain a BigInt or a circular reference?';
  }
}

function isText(value: string | undefined): value is string {
  return value !== undefined;
}

function problemOf(schema: v.GenericSchema, value: unknown, due: string): string | undefined {
  const { issues } = v.safeParse(schema, value);
  if (issues === undefined) return undefined;
  if (isPromise(value))
    return `it returned a promise where ${due} is expected: it must return synchronously`;
  if (!isMembers(value) || (schema.type === 'array' && !Array.isArray(value))) {
    return `it returned ${returned(value)} where ${due} is expected`;
  }
  return `it returned what the contract does not allow: ${issues.slice(0, 3).map(explain).join('; ')}`;
}

/** Without the value, which may be a name, a link or a secret. */
function explain(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? 'it';
  if (/^\d+\.type$/.test(path) && typeof issue.input === 'string') {
    return `${path}: ${unknownEventType(issue.input)}`;
  }
  if (issue.expected === 'never') return `${path} is not part of the contract`;
  if (issue.input === undefined) return `${path} is missing`;
  if (issue.kind === 'schema' && issue.expected !== null) {
    return `${path} must be ${issue.expected}, but is ${shown(issue.input)}`;
  }
  return `${path}: ${issue.message.replace(/:? (?:but )?received .*$/is, '')}`;
}
