import type { Random } from '../random.ts';
import type { Api, Schema } from './api.ts';
import { deepJson, oddJson } from './odd.ts';
import { collectionOf } from './targets.ts';
import type { Targets } from './targets.ts';

/** What bodies are generated from. */
export interface BodyContext {
  readonly api: Api;
  readonly random: Random;
  readonly targets: Targets;
  /** JSON texts for members of this name, where the schema does not say what is valid. */
  readonly known: Readonly<Record<string, readonly string[]>>;
}

/** The maximum depth of values where a schema leaves it open. */
const deepest = 6;

/** The largest body that the relay accepts. Bytes. */
const maxBodyBytes = 1024 * 1024;

/** A body for an operation: valid, nearly valid, or unrelated. */
export function hostileBody(schema: Schema | undefined, context: BodyContext): Buffer {
  const { random } = context;
  const kind = random.next();
  if (kind < 0.02) return random.bytes(random.integer(0, 300));
  if (kind < 0.03) return Buffer.from(deepJson(random));
  if (kind < 0.033)
    return Buffer.alloc(maxBodyBytes + random.integer(-3, 3), random.pick([32, 91]));
  if (schema === undefined) return Buffer.from(random.chance(0.8) ? '' : oddJson(random));
  const text = jsonText(schema, { ...context, wrong: random.chance(0.6) ? 0 : 0.12, depth: 0 });
  const last = random.next();
  if (last < 0.9) return Buffer.from(text);
  if (last < 0.92) return Buffer.from(text, 'utf16le');
  if (last < 0.94) return Buffer.from(`\ufeff${text}`);
  if (last < 0.96) return Buffer.from(text.slice(0, random.integer(0, text.length)));
  if (last < 0.98) return Buffer.from(`${text}${text}`);
  // No longer UTF-8, usually within some text.
  const bytes = Buffer.from(text);
  if (bytes.length > 0) bytes[random.integer(0, bytes.length - 1)] = random.integer(128, 255);
  return bytes;
}

interface ValueContext extends BodyContext {
  /** The probability that a value differs from what the schema requires. */
  readonly wrong: number;
  readonly depth: number;
}

function jsonText(given: Schema, context: ValueContext): string {
  const { random, wrong, depth, api } = context;
  if (depth > 0 && random.chance(wrong)) return oddJson(random);
  const schema = api.resolve(given);
  if (schema.enum !== undefined) return JSON.stringify(random.pick(schema.enum));
  if (schema.anyOf !== undefined) return jsonText(random.pick(schema.anyOf), context);
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  switch (types.length === 0 ? undefined : random.pick(types)) {
    case 'object':
      return objectText(schema, context);
    case 'array':
      return arrayText(schema, context);
    case 'integer':
    case 'number':
      return String(random.integer(schema.minimum ?? 0, schema.maximum ?? 1_000));
    case 'boolean':
      return String(random.chance(0.5));
    case 'null':
      return 'null';
    case 'string':
      return JSON.stringify(stringValue(schema, random));
    default:
      return oddJson(random);
  }
}

function stringValue({ format }: Schema, random: Random): string {
  if (format?.startsWith('date') !== true) return random.pick(['a', 'Büro', 'x-y', '1']);
  return new Date(Date.UTC(2026, 0, random.integer(1, 700))).toISOString();
}

function arrayText(schema: Schema, context: ValueContext): string {
  const { random, depth } = context;
  const count = random.integer(schema.minItems ?? 0, Math.max(schema.minItems ?? 0, 3));
  const items = Array.from({ length: depth > deepest ? 0 : count }, () =>
    jsonText(schema.items ?? {}, { ...context, depth: depth + 1 }),
  );
  return `[${items.join(',')}]`;
}

function objectText(schema: Schema, context: ValueContext): string {
  const { random, wrong, depth } = context;
  const required = new Set(schema.required);
  const pairs = Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    // A source with webhooks refuses to be polled.
    const chance = name === 'poll' ? wrong : 0.3;
    const isThere = required.has(name) || isSteered(name) || random.chance(chance);
    if (!isThere || depth > deepest || (!isSteered(name) && random.chance(wrong / 2))) return [];
    const pair = `${JSON.stringify(name)}:${memberText(name, member, context)}`;
    return random.chance(wrong / 4) ? [pair, pair] : [pair];
  });
  if (random.chance(wrong)) pairs.push(`${random.pick(strangers)}:${oddJson(random)}`);
  return `{${pairs.join(',')}}`;
}

const strangers = [
  '"__proto__"',
  '"constructor"',
  '"toString"',
  '"\\u0000"',
  '""',
  '"a.b"',
  '"$ref"',
];

/**
 * If left out or null, it means every connection: the replays of such a subscription would cover
 * all events again and again, which is much work and no attack of the kind tested here.
 */
function isSteered(name: string): boolean {
  return name === 'connectionIds';
}

function memberText(name: string, member: Schema, context: ValueContext): string {
  const { random, targets, known, wrong } = context;
  if (isSteered(name)) return JSON.stringify([targets.pick('connections', random) ?? 'con_x']);
  if (random.chance(wrong)) return oddJson(random);
  const values = Object.hasOwn(known, name) ? known[name] : undefined;
  if (values !== undefined) return random.pick(values);
  const id = /Ids?$/.test(name) ? targets.pick(collectionOf(name), random) : undefined;
  if (id !== undefined) return JSON.stringify(name.endsWith('s') ? [id] : id);
  return jsonText(member, { ...context, depth: context.depth + 1 });
}
