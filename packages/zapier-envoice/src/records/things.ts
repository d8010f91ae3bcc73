type Members = Readonly<Record<string, unknown>>;

/** A client, a product and the like, as a Zap sees it. */
export type ThingRecord = Members & { readonly id: number };

/**
 * Envoice's response about a record, with camelCase names, in the shape of a sample: each member of
 * it, `null` for what Envoice does not say, and no other. So the fields a Zap was built with are
 * always present, and anything that opens something without a login (`AccessToken`), or belongs to
 * the account (`User`), is never returned.
 *
 * @param thing as Envoice returns or takes it
 * @param sample the shape of the record; of a list, its first item
 */
export function thingRecord(thing: object, sample: ThingRecord): ThingRecord {
  return shaped(thing as Members, sample) as ThingRecord;
}

function shaped(thing: Members, sample: Members): Members {
  return Object.fromEntries(
    Object.entries(sample).map(([name, like]) => {
      const member = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
      return [name, shapedValue(thing[member] ?? null, like)];
    }),
  );
}

function shapedValue(value: unknown, like: unknown): unknown {
  if (Array.isArray(like)) {
    const items: readonly unknown[] = Array.isArray(value) ? value : [];
    return items.map((item) => shapedValue(item, like[0]));
  }
  if (isMembers(like)) return isMembers(value) ? shaped(value, like) : null;
  if (typeof like === 'string' && typeof value === 'string' && isMoment(like)) return moment(value);
  return value;
}

const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?$/i;

function isMoment(text: string): boolean {
  return dateTime.test(text);
}

/** Envoice writes times as .NET does, with seven digits, and may omit that it means UTC. */
function moment(text: string): string {
  const [, zone] = dateTime.exec(text) ?? [];
  const time = Date.parse(zone === undefined ? `${text}Z` : text);
  return Number.isNaN(time) ? text : new Date(time).toISOString();
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
