import type { NormalizedEvent, Subject } from '@invoice-relay/core/events';
import type { Activity, SourceOptions } from '@invoice-relay/core/source';

import type { EnvoiceClient } from '../client/index.ts';
import { normalize } from '../normalize/normalize.ts';
import { clientOf, documentId, orNotFound } from './ask-vendor.ts';
import type { EnvoiceContext } from './ask-vendor.ts';
import { listedActivities } from './listed-activities.ts';
import { isSameActivity, isVendorLink } from './same-activity.ts';

export interface ConfirmOptions {
  readonly world: SourceOptions;
  readonly activities: readonly Activity[];
  readonly context: EnvoiceContext;
}

/** Decides about an activity, by what Envoice says of the document that it names. */
type Verdict = (event: NormalizedEvent) => boolean | 'plausible';

const refuse: Verdict = () => false;

/**
 * Which activities Envoice knows, as they are: each is looked for in the list of the invoice or
 * estimation that it names, and has to be there with the same id, type, subject, message and link
 * (see {@link isSameActivity}).
 *
 * Envoice keeps no such list of an order. An activity about one is `plausible` when the order
 * exists, its type is one of orders or not in our table, and its link does not lead away from
 * Envoice: its id, type, message and time are the sender's word.
 *
 * One request for each document, one after the other.
 *
 * @throws {VendorError} when the vendor cannot be asked: then nothing is decided about any
 */
export async function confirm(
  options: ConfirmOptions,
): Promise<readonly (boolean | 'plausible')[]> {
  const client = clientOf(options);
  const verdicts = new Map<string, Verdict>();
  const answers: (boolean | 'plausible')[] = [];
  for (const activity of options.activities) {
    const event = readEvent(activity);
    const { subject } = event ?? {};
    if (!event || !subject) {
      answers.push(false);
      continue;
    }
    const key = `${subject.kind} ${subject.id}`;
    const verdict = verdicts.get(key) ?? (await askAbout({ ...options, client, subject }));
    verdicts.set(key, verdict);
    answers.push(verdict(event));
  }
  return answers;
}

/** `null` for what is no activity: nobody can know that. */
function readEvent(activity: Activity): NormalizedEvent | null {
  try {
    return normalize(activity)[0];
  } catch {
    return null;
  }
}

async function askAbout(
  options: ConfirmOptions & { readonly client: EnvoiceClient; readonly subject: Subject },
): Promise<Verdict> {
  const { world, client, subject, context } = options;
  const { signal } = context;
  const { baseUrl } = context.credentials;
  const id = documentId(subject.id);
  if (id === null) return refuse;
  const seenAt = new Date(world.now()).toISOString();
  switch (subject.kind) {
    case 'invoice': {
      const document = await orNotFound(client.invoices.get({ id }, { signal }));
      return document ? among(listedActivities({ kind: 'invoice', id, document, seenAt })) : refuse;
    }
    case 'estimate': {
      const document = await orNotFound(client.estimations.get({ id }, { signal }));
      return document
        ? among(listedActivities({ kind: 'estimate', id, document, seenAt }))
        : refuse;
    }
    case 'order': {
      const order = await orNotFound(client.orders.get({ id }, { signal }));
      return order ? plausible : refuse;
    }
    default:
      return refuse;
  }

  function plausible({ type, activity }: NormalizedEvent) {
    const isOfOrders = type.startsWith('order.') || type === 'activity.unknown';
    return isOfOrders && isVendorLink({ link: activity.link, baseUrl }) ? 'plausible' : false;
  }

  function among(listed: readonly Activity[]): Verdict {
    const events = listed.map((activity) => normalize(activity)[0]);
    return (event) => events.some((known) => isSameActivity({ event, known, baseUrl }));
  }
}
