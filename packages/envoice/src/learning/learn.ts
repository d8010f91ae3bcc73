import { decodeUtf8, jsonValue, readRawMembers } from '@invoice-relay/core/json';
import type { RawMembers } from '@invoice-relay/core/json';
import type { Activity, Learned, SourceV1 } from '@invoice-relay/core/source';

import { alternativeTypes, findActivityType, typeNumber } from '../normalize/activity-types.ts';
import { eventTimestamp } from '../normalize/dates.ts';
import { clockHoursAt, readFacts } from './facts.ts';
import type { ClockReading, EnvoiceFacts } from './facts.ts';

type LearnOptions = Parameters<NonNullable<SourceV1['learn']>>[0];

/** The maximum number of changes of a vendor's clock: ten years of daylight saving time. */
const clockReadingsKept = 20;

/** The name of an enum value: not a link, nor anything else that does not belong in a note. */
const namePattern = /^[A-Za-z_]\w{0,99}$/;

const hourMs = 60 * 60 * 1000;

/** Two writers may truncate the same moment at different digits. Milliseconds. */
const sameMomentMs = 2000;

/**
 * Learns from an activity received from both the webhook and the API: the API names the type that a
 * webhook numbered, and its dates have the offset that a webhook's only pretend to have.
 *
 * Of the numbers 17 to 19, on which the vendor's two lists disagree, one settles all three.
 */
export function learn({ facts, sameActivity }: LearnOptions): Learned | undefined {
  const known = readFacts(facts);
  const webhook = membersOf(sameActivity.webhook);
  const api = membersOf(sameActivity.api);
  if (!webhook || !api) return undefined;
  const type = learnType({ known, webhook, api });
  const clock = learnClock({ known, webhook, api });
  if (!type && !clock) return undefined;
  return {
    facts: {
      version: 1,
      types: { ...known.types, ...type?.types },
      clock: clock?.readings ?? known.clock,
    },
    notes: [type, clock].flatMap((learned) => (learned ? [learned.note] : [])),
  };
}

function membersOf(activity: Activity): RawMembers | undefined {
  try {
    return readRawMembers(decodeUtf8(activity.raw), { controls: 'allowed' });
  } catch {
    return undefined;
  }
}

interface SameActivityMembers {
  readonly known: EnvoiceFacts;
  readonly webhook: RawMembers;
  readonly api: RawMembers;
}

function learnType({ known, webhook, api }: SameActivityMembers) {
  const number = typeNumber(valueOf(webhook, 'Type'));
  const name = valueOf(api, 'Type');
  if (number === null || typeof name !== 'string' || !namePattern.test(name)) return undefined;
  const key = String(number);
  const doubtful = alternativeTypes(number);
  // A type that no list disputes and that the table already has is not news.
  const assumed = known.types[key] ?? (doubtful ? undefined : findActivityType(number)?.name);
  if (assumed?.toLowerCase() === name.toLowerCase()) return undefined;
  const written = findActivityType(name)?.name ?? name;
  return {
    types: doubtful?.find((list) => list[key] === written) ?? { [key]: written },
    note:
      `Envoice's API calls ${written} what its webhooks number ${key}` +
      (findActivityType(number)?.name === written
        ? ', as was assumed.'
        : `; it was taken for ${assumed ?? findActivityType(number)?.name ?? 'unknown'} before.`),
  };
}

function learnClock({ known, webhook, api }: SameActivityMembers) {
  const byWebhook = momentOf(webhook);
  const byApi = momentOf(api);
  if (byWebhook === null || byApi === null) return undefined;
  // A date of the API without an offset says no more than the webhook's.
  if (!/(?:Z|[+-]\d\d:\d\d)$/.test(byApi.text)) return undefined;
  const off = byWebhook.at - byApi.at;
  const hours = Math.round(off / hourMs);
  if (Math.abs(off - hours * hourMs) > sameMomentMs || Math.abs(hours) > 26) return undefined;
  if (clockHoursAt(known, byApi.at) === hours) return undefined;
  const reading: ClockReading = { since: new Date(byApi.at).toISOString(), hours };
  const readings = [...known.clock, reading].toSorted((a, b) => a.since.localeCompare(b.since));
  return {
    readings: readings.slice(-clockReadingsKept),
    note:
      hours === 0
        ? `The clock of Envoice's webhooks is right since ${reading.since}.`
        : `The clock of Envoice's webhooks is ${Math.abs(hours)} h ${hours > 0 ? 'ahead' : 'behind'} ` +
          `since ${reading.since}, as its API shows; their times are corrected.`,
  };
}

function momentOf(members: RawMembers): { readonly text: string; readonly at: number } | null {
  const written = valueOf(members, 'CreatedOn');
  const text = typeof written === 'string' ? eventTimestamp(written) : null;
  return text === null || typeof written !== 'string'
    ? null
    : { text: written.trim(), at: Date.parse(text) };
}

function valueOf(members: RawMembers, name: string) {
  const member = members.get(name);
  return member && jsonValue(member.source);
}
