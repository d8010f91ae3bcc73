import type { EnvoiceClient } from '@invoice-relay/envoice';
import { createAccountLists } from '@invoice-relay/envoice/forms';
import type { AccountLists } from '@invoice-relay/envoice/forms';
import { nothingOf, outputFieldsOf } from '@invoice-relay/zapier-kit';
import type { Run } from '@invoice-relay/zapier-kit';
import type { Create, InputField } from 'zapier-platform-core';

import { openEnvoice } from '../account/client.ts';
import { namesIn } from '../form/names.ts';
import type { FormPlan } from '../form/plan.ts';
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
  /** The model of the form, for the names of fields in Envoice errors. */
  readonly plan?: FormPlan;
  /** With the members that `perform` returns. */
  readonly sample: Readonly<Record<string, unknown>>;
  /** @throws what the kit's `toZapierError` knows */
  readonly perform: (writing: Writing) => Promise<Readonly<Record<string, unknown>>>;
}

/** A step that creates or changes something in Envoice. */
export function writeStep(options: WriteStepOptions): Create {
  const { key, noun, label, description, inputFields, plan, sample, perform } = options;
  return {
    key,
    noun,
    display: { label, description },
    operation: {
      inputFields: [...inputFields],
      perform: performing(
        async (run) => {
          const client = openEnvoice(run);
          const given = await perform({ run, client, lists: createAccountLists(client) });
          // Members that are unknown, because reading it again failed, are present all the same.
          return { ...nothingOf(sample), ...given };
        },
        { nameOf: plan && namesIn(plan) },
      ),
      sample: { ...sample },
      outputFields: outputFieldsOf(sample),
    },
  };
}
