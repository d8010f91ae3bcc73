import type { JsonObject, NormalizedEvent, Subject } from '@invoice-relay/core/events';
import type { Activity, ConfirmContext, SourceOptions } from '@invoice-relay/core/source';

import type { EnvoiceClient } from '../client/index.ts';
import type { EnvoiceCredentials, EnvoiceSettings } from '../credentials.ts';
import { openTypeOf } from '../learning/open-type.ts';
import { normalize } from '../normalize/normalize.ts';
import { clientOf, documentId, orNotFound } from './ask-vendor.ts';
import { listedActivities } from './listed-activities.ts';
import { isSameActivity, isVendorLink } from './same-activity.ts';

export interface ConfirmOptions {
  readonly runtime: SourceOptions;
  readonly activities: readonly Activity[];
  readonly context: ConfirmContext<EnvoiceCredentials, EnvoiceSettings>;
}

/** An activity that has been read. */
interface ReadActivity {
  readonly activity: Activity;
  readonly event: NormalizedEvent;
  readonly openType: number | null;
}

/** Decides about an activity, based on what Envoice says about the document that it names. */
type Verdict = (activity: ReadActivity) => boolean | 'plausible';

const refuse: Verdict = () => false;

/**
 * Returns which activities Envoice knows as they are: each is looked up in the list of the invoice
 * or estimation that it names, and has to be there with the same id, type, subject, message and
 * link (see {@link isSameActivity}). What was learned about the connection is taken into account,
 * and each activity found is reported to the caller, to learn from it.
 *
 * Envoice keeps no such list for an order. An activity about one is `plausible` if the order
 * exists, its type belongs to orders or is not in our table, and its link does not lead away from
 * Envoice: its id, type, message and time are only the sender's claim.
 *
 * One request for each document, sequentially.
 *
 * @throws {VendorError} if the vendor cannot be reached: nothing is then decided about any of them
 */
export async function confirm(
  options: ConfirmOptions,
): Promise<readonly (boolean | 'plausible')[]> {
  const client = clientOf(options);
  const verdicts = new Map<string, Verdict>();
  const answers: (boolean | 'plausible')[] = [];
  for (const activity of options.activities) {
    const one = readActivity(activity, options.context.facts);
    const subject = one?.event.subject;
    if (!one || !subject) {
      answers.push(false);
      continue;
    }
    const key = `${subject.kind} ${subject.id}`;
    const verdict = verdicts.get(key) ?? (await askAbout({ ...options, client, subject }));
    verdicts.set(key, verdict);
    answers.push(verdict(one));
  }
  return answers;
}

/** `null` for what is not an activity: nobody can know that. */
function readActivity(activity: Activity, facts: JsonObject | undefined): ReadActivity | null {
  try {
    const [event] = normalize(activity, facts && { facts });
    return { activity, event, openType: openTypeOf(activity, facts) };
  } catch {
    return null;
  }
}

async function askAbout(
  options: ConfirmOptions & { readonly client: EnvoiceClient; readonly subject: Subject },
): Promise<Verdict> {
  const { runtime, client, subject, context } = options;
  const { signal } = context;
  const { baseUrl } = context.credentials;
  const id = documentId(subject.id);
  if (id === null) return refuse;
  const seenAt = new Date(runtime.now()).toISOString();
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

  function plausible({ event: { type, activity } }: ReadActivity) {
    const isOfOrders = type.startsWith('order.') || type === 'activity.unknown';
    return isOfOrders && isVendorLink({ link: activity.link, baseUrl }) ? 'plausible' : false;
  }

  function among(listed: readonly Activity[]): Verdict {
    const events = listed.map((activity) => normalize(activity)[0]);
    return ({ activity: webhook, ...one }) => {
      const api = listed[events.findIndex((known) => isSameActivity({ ...one, known, baseUrl }))];
      if (api !== undefined) context.onFound?.({ webhook, api });
      return api !== undefined;
    };
  }
}
