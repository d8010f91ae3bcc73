import { activity, signedBody } from '../../../support/vendor.ts';
import type { Random } from '../random.ts';
import { deepJson, oddJson, oddPart } from './odd.ts';

const members = ['Id', 'Type', 'InvoiceId', 'OrderId', 'CreatedOn', 'Message', 'Link', '__proto__'];

/** About the largest body that is accepted. Bytes. */
const large = 1024 * 1024;

/**
 * A body for an ingest URL.
 *
 * @param options.authentic the probability that it is signed correctly
 */
export function hostileWebhook(options: {
  readonly random: Random;
  readonly authentic: number;
}): Buffer {
  const { random } = options;
  const signed = Buffer.from(signedBody(content(random)));
  if (random.chance(options.authentic)) return signed;
  const kind = random.next();
  // One bit flipped, and it is no longer authentic.
  if (kind < 0.35) return changed(signed, random);
  if (kind < 0.6) return signed.subarray(0, random.integer(0, signed.length - 1));
  if (kind < 0.7) return random.bytes(random.integer(0, 2_000));
  if (kind < 0.8) return Buffer.from('['.repeat(random.integer(1, 50_000)));
  if (kind < 0.82) return Buffer.alloc(large + random.integer(-5, 5), 0x20);
  if (kind < 0.9)
    return Buffer.from(`{"Signature":${oddJson(random)},"Activity":${deepJson(random)}}`);
  // Only part of it is signed: which of the two counts?
  return Buffer.from(signed.toString().replace('{', `{"Activity":${oddJson(random)},`));
}

/**
 * The content of an authentic webhook: a vendor's mistakes become events. None has a readable id,
 * so its content is its identity: see `isForeign`.
 */
function content(random: Random): string {
  const made = JSON.stringify(
    activity({ Id: null, Message: oddPart(random), InvoiceId: 1_000_000 + random.integer(0, 9) }),
  );
  if (random.chance(0.5)) return made;
  if (random.chance(0.5)) return made.replace('"Type":11', `"Type":${jsonOf(random)}`);
  const odds = members.slice(1).map((name) => `"${name}":${jsonOf(random)}`);
  return `{"Id":null,${odds.slice(random.integer(0, 3)).join(',')}}`;
}

/** Readable, or the whole webhook could not be read. */
function jsonOf(random: Random): string {
  for (;;) {
    const text = oddJson(random);
    try {
      JSON.parse(text);
      return text;
    } catch {
      // Try another one.
    }
  }
}

/** Whether an activity came from here, and not from the vendor of the trial. */
export function isForeign(activityId: string): boolean {
  return activityId.startsWith('sha256:');
}

function changed(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  const at = random.integer(0, copy.length - 1);
  copy[at] = (copy[at] ?? 0) ^ (1 << random.integer(0, 7));
  return copy;
}
