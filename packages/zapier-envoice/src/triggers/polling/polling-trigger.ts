import type { EnvoiceClient } from '@invoice-relay/envoice';
import { outputFieldsOf } from '@invoice-relay/zapier-kit';
import type { Run } from '@invoice-relay/zapier-kit';
import type { PlainInputField, Trigger } from 'zapier-platform-core';

import { openEnvoice } from '../../account/client.ts';
import { performing } from '../../performing.ts';

type Listed = Readonly<Record<string, unknown>> & { readonly id: string | number };

/**
 * A trigger that needs no relay: Zapier asks every few minutes what the newest things are, and
 * starts the Zap for each id that it has not seen.
 *
 * A poll gives the newest 100. When more than that came since the poll before, the oldest of them
 * never start the Zap. Nothing of Zapier's can fix that: `z.cursor` keeps a place only while
 * somebody pages through a dropdown, Zapier asks a trigger of a Zap for its first page alone, and
 * nobody tells us what it has seen. Who imports that many at once, or waits for no poll, takes the
 * instant triggers, which miss none.
 *
 * @param options.about what people are to know, beside the description
 * @param options.list the newest 100, the newest first
 */
export function pollingTrigger(options: {
  readonly key: string;
  readonly noun: string;
  readonly label: string;
  readonly description: string;
  readonly about: string;
  readonly list: (client: EnvoiceClient, run: Run) => Promise<readonly Listed[]>;
  readonly sample: Listed;
  /** Fields that people choose by. */
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
        // Zapier takes ids that are numbers as well as text; its types know only of text.
        return shown as readonly unknown[] as { id: string }[];
      }),
      sample,
      outputFields: outputFieldsOf(sample),
    },
  };
}
