import type { EnvoiceClient } from '@invoice-relay/envoice';
import { outputFieldsOf } from '@invoice-relay/zapier-kit';
import type { Run } from '@invoice-relay/zapier-kit';
import type { PlainInputField, Trigger } from 'zapier-platform-core';

import { openEnvoice } from '../../account/client.ts';
import { performing } from '../../performing.ts';

/**
 * What Zapier gets to know when a Zap is turned on, besides what a poll returns: how many older
 * records. When records are deleted, older ones take their place among the newest; a Zap that does
 * not know these would start on them.
 */
const firstMargin = 400;

type Listed = Readonly<Record<string, unknown>> & { readonly id: string | number };

/**
 * A trigger that needs no relay: Zapier polls every few minutes for the newest records, and starts
 * the Zap for each id that it has not seen.
 *
 * A poll returns the newest 100. If more than that were created since the previous poll, the oldest
 * of them never start the Zap. Nothing in Zapier can fix that: `z.cursor` keeps a position only
 * while somebody pages through a dropdown, Zapier only requests the first page of a trigger of a
 * Zap, and does not tell what it has seen. Anyone who imports that many at once, or cannot wait for
 * polls, should use the instant triggers, which miss none.
 *
 * @param options.about what users should know, besides the description
 * @param options.list the newest 100, newest first; in the first poll of a Zap more, see
 *   {@link marginOf}
 */
export function pollingTrigger(options: {
  readonly key: string;
  readonly noun: string;
  readonly label: string;
  readonly description: string;
  readonly about: string;
  readonly list: (client: EnvoiceClient, run: Run) => Promise<readonly Listed[]>;
  readonly sample: Listed;
  /** Fields for filtering. */
  readonly inputFields?: readonly PlainInputField[];
}): Trigger {
  const { key, noun, label, description, about, list, sample, inputFields = [] } = options;
  return {
    key,
    noun,
    display: { label, description },
    operation: {
      type: 'polling',
      inputFields: [
        ...inputFields,
        { key: 'about', label: 'Good to Know', type: 'copy', helpText: about },
      ],
      perform: performing(async (run) => {
        const newest = await list(openEnvoice(run), run);
        const shown = newest.slice(0, run.bundle.meta?.isLoadingSample ? 3 : newest.length);
        // Zapier accepts ids that are numbers as well as text; its types only know text.
        return shown as readonly unknown[] as { id: string }[];
      }),
      sample,
      outputFields: outputFieldsOf(sample),
    },
  };
}

/**
 * How many older records a poll returns besides the newest: some in the first one of a Zap, which
 * starts nothing but tells Zapier what exists already; otherwise none.
 */
export function marginOf({ bundle }: Pick<Run, 'bundle'>): number {
  return bundle.meta?.isPopulatingDedupe ? firstMargin : 0;
}
