import type { SchemePart, SignatureScheme } from './scheme.ts';

/** The separators that detection tries between parts. */
const candidateSeparators = ['', '.', ':', '|', '-', '_', '\n', '&', ',', ' '] as const;

/** `undefined` stands for a plain SHA-256 without a key. */
const candidateKeys = ['authSecret', 'authKey', undefined, 'timestamp', 'activityId'] as const;
type CandidateKey = (typeof candidateKeys)[number];

/** What may have been hashed, and with which keys. */
interface SchemeLayout {
  readonly parts: readonly [SchemePart, ...SchemePart[]];
  readonly separator: string;
  readonly keys: readonly CandidateKey[];
}

/** Both spellings of one thing: no vendor signs both at once. */
const exclusive: Partial<Record<SchemePart, SchemePart>> = {
  activity: 'activityCompact',
  activityCompact: 'activity',
};

/** Every ordered selection without repetition, the shortest first. */
function orderedSelections(available: readonly SchemePart[]) {
  const all: [SchemePart, ...SchemePart[]][] = available.map((part) => [part]);
  // The list grows while it is walked: each selection is followed, later, by its extensions.
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
 * Every layout that detection tries: each ordered selection of the available parts, with each
 * separator. Keys are the credentials, or none; the timestamp and the activity's id too, where
 * they are not hashed already, as some vendors have the two the wrong way round.
 */
export function* schemeLayouts(available: readonly SchemePart[]): Generator<SchemeLayout> {
  const known = candidateKeys.filter((key) => key === undefined || available.includes(key));
  for (const parts of orderedSelections(available)) {
    const keys = known.filter(
      (key) => !((key === 'timestamp' || key === 'activityId') && parts.includes(key)),
    );
    // One part has nothing to separate.
    const separators = parts.length === 1 ? [''] : candidateSeparators;
    for (const separator of separators) yield { parts, separator, keys };
  }
}

export function layoutScheme(options: {
  readonly layout: SchemeLayout;
  readonly key: CandidateKey;
  readonly encoding: SignatureScheme['encoding'];
}): SignatureScheme {
  const { layout, key, encoding } = options;
  const rest = { parts: [...layout.parts], separator: layout.separator, encoding };
  return key === undefined
    ? { digest: 'sha256', ...rest }
    : { digest: 'hmac-sha256', key, ...rest };
}
