import type { SchemePart, SignatureScheme } from './scheme.ts';
import type { TextForm } from './text-form.ts';

/** The separators that detection tries between parts. */
const candidateSeparators = ['', '.', ':', '|', '-', '_', '\n', '&', ',', ' '] as const;

/** `undefined` means a plain SHA-256 without a key. */
const plainKeys = ['authSecret', 'authKey', undefined, 'timestamp', 'activityId'] as const;

/** The secret as the bytes that it represents, if it looks like an encoded key. */
const decodedKeys = ['authSecret:hex', 'authSecret:base64'] as const;

export type CandidateKey = (typeof plainKeys)[number] | (typeof decodedKeys)[number];

/** What may have been hashed, and with which keys. */
export interface SchemeLayout {
  readonly parts: readonly [SchemePart, ...SchemePart[]];
  readonly separator: string;
  readonly keys: readonly CandidateKey[];
}

/** Two spellings of the same thing: no vendor signs both at once. */
const exclusive: Partial<Record<SchemePart, SchemePart>> = {
  activity: 'activityCompact',
  activityCompact: 'activity',
};

/** Every ordered selection without repetition, the shortest first. */
function orderedSelections(available: readonly SchemePart[]) {
  const all: [SchemePart, ...SchemePart[]][] = available.map((part) => [part]);
  // The list grows while it is iterated: each selection is later followed by its extensions.
  for (const selection of all) {
    for (const part of available) {
      const twin = exclusive[part];
      if (selection.includes(part) || (twin !== undefined && selection.includes(twin))) continue;
      all.push([...selection, part]);
    }
  }
  return all;
}

/**
 * Every layout that detection tries over the values as received: each ordered selection of the
 * available parts, with each separator. Keys are the credentials, or none; and the timestamp and
 * the activity's id if they are not hashed, as some vendors swap the two.
 */
export function* schemeLayouts(available: readonly SchemePart[]): Generator<SchemeLayout> {
  const known = plainKeys.filter((key) => key === undefined || available.includes(key));
  for (const parts of orderedSelections(available)) {
    const keys = known.filter(
      (key) => !((key === 'timestamp' || key === 'activityId') && parts.includes(key)),
    );
    yield* withSeparators(parts, keys);
  }
}

/**
 * The layouts of what is not as received: another form of the activity, or the payload. Only the
 * usual ones: alone, or beside the timestamp, with a credential as key or among the parts.
 */
export function* formLayouts(options: {
  readonly part: 'activity' | 'payload';
  readonly available: readonly SchemePart[];
  readonly besideTimestamp: boolean;
}): Generator<SchemeLayout> {
  const { part, available } = options;
  const secrets = (['authSecret', 'authKey'] as const).filter((key) => available.includes(key));
  const hasTimestamp = options.besideTimestamp && available.includes('timestamp');
  yield* aloneLayouts(part, available);
  for (const secret of secrets) {
    const keys = [undefined, ...secrets.filter((key) => key !== secret)];
    yield* withSeparators([part, secret], keys);
    yield* withSeparators([secret, part], keys);
    if (!hasTimestamp) continue;
    yield* withSeparators(['timestamp', part, secret], [undefined]);
    yield* withSeparators([secret, 'timestamp', part], [undefined]);
    yield* withSeparators([part, 'timestamp', secret], [undefined]);
    yield* withSeparators([secret, part, 'timestamp'], [undefined]);
  }
  if (!hasTimestamp) return;
  yield* withSeparators(['timestamp', part], secrets);
  yield* withSeparators([part, 'timestamp'], secrets);
}

/** For unlikely forms, such as a time on another clock, only the most likely layouts. */
export function* rareLayouts(
  part: 'activity' | 'payload',
  available: readonly SchemePart[],
): Generator<SchemeLayout> {
  for (const layout of formLayouts({ part, available, besideTimestamp: part === 'activity' })) {
    const isLikely = layout.parts.length < 3 && ['', '.'].includes(layout.separator);
    if (isLikely) yield layout;
  }
}

export function* aloneLayouts(
  part: 'activity' | 'payload',
  available: readonly SchemePart[],
): Generator<SchemeLayout> {
  const secrets = (['authSecret', 'authKey'] as const).filter((key) => available.includes(key));
  yield* withSeparators([part], [...secrets, undefined]);
}

/** The secret as bytes: tried over the most likely layouts. */
export function* decodedKeyLayouts(available: readonly SchemePart[]): Generator<SchemeLayout> {
  if (!available.includes('activity')) return;
  yield* withSeparators(['activity'], decodedKeys);
  if (available.includes('timestamp')) {
    yield* withSeparators(['timestamp', 'activity'], decodedKeys);
  }
}

function* withSeparators(
  parts: SchemeLayout['parts'],
  keys: readonly CandidateKey[],
): Generator<SchemeLayout> {
  // A single part has nothing to separate.
  const separators = parts.length === 1 ? [''] : candidateSeparators;
  for (const separator of separators) yield { parts, separator, keys };
}

export function layoutScheme(options: {
  readonly layout: SchemeLayout;
  readonly key: CandidateKey;
  readonly encoding: SignatureScheme['encoding'];
  readonly form?: TextForm | undefined;
}): SignatureScheme {
  const { layout, key, encoding, form } = options;
  const [name, keyEncoding] = (key?.split(':') ?? []) as [SchemePart?, ('hex' | 'base64')?];
  const rest = {
    parts: [...layout.parts],
    separator: layout.separator,
    encoding,
    ...(form === undefined || Object.keys(form).length === 0 ? {} : { form }),
    ...(keyEncoding === undefined ? {} : { keyEncoding }),
  };
  return name === undefined
    ? { digest: 'sha256', ...rest }
    : { digest: 'hmac-sha256', key: name, ...rest };
}
