import type { ListItem } from '@invoice-relay/envoice/forms';
import type { EnvoiceClient } from '@invoice-relay/envoice';

import type { Run } from '@invoice-relay/zapier-kit';
import type { Trigger } from 'zapier-platform-core';

import { openEnvoice } from '../account/client.ts';
import { performing } from '../performing.ts';

/** The input for loading a list. */
export interface Listing {
  readonly client: EnvoiceClient;
  /** From 0, as Zapier counts. */
  readonly page: number;
  /** The input of the form so far. */
  readonly input: Run['input'];
}

/** Zapier needs no more for a test of a step. */
const sampleSize = 3;

/**
 * The hidden trigger behind a dropdown.
 *
 * @param options.noun what an entry is, in Title Case
 * @param options.example the label of an entry
 * @param options.load loads a page of the list; an empty one ends it
 */
export function hiddenList(options: {
  readonly key: string;
  readonly noun: string;
  readonly example: ListItem;
  readonly load: (listing: Listing) => Promise<readonly ListItem[]>;
}): Trigger {
  const { key, noun, example, load } = options;
  return {
    key,
    noun,
    display: {
      label: `${noun} Dropdown`,
      description: `Triggers when a list of every ${noun.toLowerCase()} is needed for a dropdown.`,
      hidden: true,
    },
    operation: {
      canPaginate: true,
      perform: performing(async (run) => {
        const { page = 0, isLoadingSample = false } = run.bundle.meta ?? {};
        const items = await load({ client: openEnvoice(run), page, input: run.input });
        const shown = isLoadingSample ? items.slice(0, sampleSize) : items;
        return shown.map(({ id, name }) => ({ id, name }));
      }),
      sample: { ...example },
    },
  };
}

/** The id that a field of the form currently contains; undefined if none, or if it is not an id. */
export function idIn(input: Run['input'], key: string): number | undefined {
  const text = String(input[key] ?? '').trim();
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
