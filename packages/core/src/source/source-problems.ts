import { sourceEventTypes } from '../events/index.ts';
import { nearest } from '../events/nearest.ts';
import { isMembers, isPromise, returned, shown } from './shown.ts';

type Members = Readonly<Record<string, unknown>>;

const optionalFunctions = [
  'check',
  'position',
  'learn',
  'poll',
  'backfill',
  'confirm',
  'enrich',
] as const;

/** Calls that must return synchronously: a host cannot wait for them. */
const synchronous: ReadonlySet<string> = new Set([
  'normalize',
  'position',
  'learn',
  'probe',
  'parse',
]);

/** Valibot's names of schemas that accept no object, whatever is in it. */
const notOfAnObject: ReadonlySet<unknown> = new Set([
  'string',
  'number',
  'bigint',
  'boolean',
  'symbol',
  'null',
  'undefined',
  'void',
  'never',
  'nan',
  'literal',
  'picklist',
  'enum',
  'array',
  'tuple',
  'loose_tuple',
  'strict_tuple',
  'tuple_with_rest',
  'function',
]);

/**
 * What is wrong with the object that a plugin's `createSource` returned, in one sentence each that
 * says what the contract requires; empty if it is a source. Only checks its shape: `sourceContract`
 * of the testing kit tests its behavior.
 */
export function sourceProblems(source: unknown): readonly string[] {
  if (isPromise(source)) {
    return [
      'createSource returned a promise: it must return the source synchronously, so it cannot be "async".',
    ];
  }
  if (!isMembers(source)) {
    return [`createSource returned ${returned(source)} where the source is expected, an object.`];
  }
  if (source['specificationVersion'] !== 'v1') {
    const version = JSON.stringify(source['specificationVersion']) ?? 'nothing';
    return [`specificationVersion is ${version}; it must be "v1".`];
  }
  return [
    ...nameProblems(source),
    ...['credentialsSchema', 'settingsSchema'].flatMap((name) => [
      ...schemaProblems(source, name),
      ...objectProblems(source, name),
    ]),
    ...eventTypeProblems(source['eventTypes']),
    ...functionProblems(source, 'normalize'),
    ...optionalFunctions.flatMap((name) =>
      source[name] === undefined ? [] : functionProblems(source, name),
    ),
    ...webhookProblems(source['webhook']),
    ...(source['startFromSchema'] === undefined ? [] : schemaProblems(source, 'startFromSchema')),
    ...setupProblems(source['setup']),
  ];
}

function nameProblems({ name, title }: Members): string[] {
  const problems: string[] = [];
  if (typeof name !== 'string' || !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name)) {
    problems.push('name must be lower case with single hyphens, as in "drupal-invoice".');
  }
  if (typeof title !== 'string' || !/^\S(?:.*\S)?$/.test(title)) {
    problems.push('title must be a human-readable name, as in "Envoice".');
  }
  return problems;
}

/** From any copy of valibot: a plugin has its own. */
function schemaProblems(source: Members, name: string): string[] {
  const schema = source[name];
  const isSchema =
    isMembers(schema) && schema['kind'] === 'schema' && typeof schema['~run'] === 'function';
  if (!isSchema) return [`${name} is ${shown(schema)}; it must be a valibot (version 1) schema.`];
  return schema['async'] === true
    ? [`${name} is an async schema; it must parse synchronously, as v.strictObject({…}) does.`]
    : [];
}

/** People enter credentials and settings field by field. */
function objectProblems(source: Members, name: string): string[] {
  const schema = source[name];
  const type = isMembers(schema) ? schema['type'] : undefined;
  return notOfAnObject.has(type)
    ? [
        `${name} is a schema of type "${String(type)}"; it must be one of an object, as v.strictObject({…}) is: credentials and settings are entered by the names of their fields.`,
      ]
    : [];
}

function eventTypeProblems(listed: unknown): string[] {
  if (!Array.isArray(listed)) return [`eventTypes is ${shown(listed)}; it must be an array.`];
  const known: ReadonlySet<unknown> = new Set(sourceEventTypes);
  const problems = listed.filter((type) => !known.has(type)).map((type) => unknownEventType(type));
  if (new Set(listed).size !== listed.length) problems.push('eventTypes lists a type twice.');
  if (!listed.includes('activity.unknown')) {
    problems.push(
      'eventTypes must list "activity.unknown", for activities that the source does not know.',
    );
  }
  return problems;
}

/** That a type is not in the catalog, with the one that may be meant. */
export function unknownEventType(type: unknown): string {
  // Names only: any other text may be the vendor's, and contain anything.
  if (typeof type !== 'string' || !/^[\w.:-]{1,64}$/.test(type)) {
    return `An event type is ${shown(type)}; it must be one of the catalog's event types.`;
  }
  const meant = nearest({ name: type, candidates: sourceEventTypes });
  const hint = meant.map((one) => `"${one}"`).join(' or ');
  return `The event type "${type}" is not in the catalog.${hint && ` Did you mean ${hint}?`}`;
}

function functionProblems(source: Members, name: string, of = ''): string[] {
  const member = source[name];
  if (typeof member !== 'function') {
    return [`${of}${name} is ${shown(member)}; it must be a function.`];
  }
  return synchronous.has(name) && member.constructor.name === 'AsyncFunction'
    ? [`${of}${name} is "async"; it must return synchronously.`]
    : [];
}

function webhookProblems(webhook: unknown): string[] {
  if (webhook === undefined) return [];
  if (!isMembers(webhook)) return [`webhook is ${shown(webhook)}; it must be an object.`];
  const tolerance = webhook['toleranceSeconds'];
  return [
    ...['probe', 'verify', 'parse'].flatMap((name) => functionProblems(webhook, name, 'webhook.')),
    ...(tolerance === null || (typeof tolerance === 'number' && tolerance >= 0)
      ? []
      : [
          `webhook.toleranceSeconds is ${shown(tolerance)}; it must be a number of seconds, or null if webhooks of any age are accepted.`,
        ]),
  ];
}

function setupProblems(setup: unknown): string[] {
  if (setup === undefined) return [];
  const steps = isMembers(setup) ? setup['steps'] : undefined;
  return Array.isArray(steps) && steps.every((step) => typeof step === 'string')
    ? []
    : ['setup must be { steps: […] }, each step a string.'];
}
