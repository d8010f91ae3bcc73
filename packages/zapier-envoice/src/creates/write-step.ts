import type { EnvoiceClient } from '@invoice-relay/envoice';
import { createAccountLists } from '@invoice-relay/envoice/forms';
import type { AccountLists } from '@invoice-relay/envoice/forms';
import { nothingOf, outputFieldsOf } from '@invoice-relay/zapier-kit';
import type { Run } from '@invoice-relay/zapier-kit';
import type { Create, InputField } from 'zapier-platform-core';

import { openEnvoice } from '../account/client.ts';
import { performing } from '../performing.ts';

/** One run of a step that writes. */
export interface Writing {
  readonly run: Run;
  readonly client: EnvoiceClient;
  readonly lists: AccountLists;
}

export interface WriteStepOptions {
  readonly key: string;
  readonly noun: string;
  /** Title Case: `Create Invoice`. */
  readonly label: string;
  /** Begins with a verb and ends with a period. */
  readonly description: string;
  readonly inputFields: readonly InputField[];
  /** With the members that `perform` gives. */
  readonly sample: Readonly<Record<string, unknown>>;
  /** @throws what `toZapierError` of the kit knows */
  readonly perform: (writing: Writing) => Promise<Readonly<Record<string, unknown>>>;
}

/** A step that makes or changes something in Envoice. */
export function writeStep(options: WriteStepOptions): Create {
  const { key, noun, label, description, inputFields, sample, perform } = options;
  return {
    key,
    noun,
    display: { label, description },
    operation: {
      inputFields: [...inputFields],
      perform: performing(async (run) => {
        const client = openEnvoice(run);
        const given = await perform({ run, client, lists: createAccountLists(client) });
        // Members that are not known, as reading anew failed, are there all the same.
        return { ...nothingOf(sample), ...given };
      }),
      sample: { ...sample },
      outputFields: outputFieldsOf(sample),
    },
  };
}
