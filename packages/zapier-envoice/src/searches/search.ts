import type { EnvoiceClient } from '@invoice-relay/envoice';
import { InputError } from '@invoice-relay/core/errors';
import { locate, createAccountLists } from '@invoice-relay/envoice/forms';
import type { ListName } from '@invoice-relay/envoice/forms';
import { foundBy, outputFieldsOf } from '@invoice-relay/zapier-kit';
import type { Run } from '@invoice-relay/zapier-kit';
import type { PlainInputField, PlainOutputField, Search } from 'zapier-platform-core';

import { openEnvoice } from '../account/client.ts';
import { performing } from '../performing.ts';

/** What a search looks for. */
export interface Looking {
  readonly run: Run;
  readonly client: EnvoiceClient;
}

/** Maximum number of results: Zapier takes the first, and each may need requests of its own. */
export const maxFound = 5;

type Found = Readonly<Record<string, unknown>> & { readonly id: string | number };

/**
 * A search. It returns `[]` if nothing is found, and throws if it could not look.
 *
 * @param options.isAnyNeeded whether at least one of the fields is required
 */
export function searchFor(options: {
  readonly key: string;
  readonly noun: string;
  readonly label: string;
  readonly description: string;
  readonly inputFields: readonly PlainInputField[];
  readonly isAnyNeeded?: boolean;
  readonly find: (looking: Looking) => Promise<readonly Found[]>;
  readonly sample: Found;
  readonly outputFields?: readonly PlainOutputField[];
}): Search {
  const { key, noun, label, description, inputFields, find, sample } = options;
  const { isAnyNeeded = true, outputFields = outputFieldsOf(sample) } = options;
  return {
    key,
    noun,
    display: { label, description },
    operation: {
      inputFields: [...inputFields],
      perform: performing(async (run) => {
        if (isAnyNeeded) requireAny(run, inputFields);
        const found = await find({ run, client: openEnvoice(run) });
        return found.slice(0, run.bundle.meta?.isLoadingSample ? 3 : maxFound);
      }),
      sample,
      outputFields: [...outputFields],
    },
  };
}

function requireAny({ input }: Run, fields: readonly PlainInputField[]): void {
  if (fields.some(({ key }) => textIn(input, key) !== undefined)) return;
  const labels = fields.map(({ label }) => label);
  throw new InputError({
    field: labels.join(', '),
    problem: 'there is nothing to look for',
    fix:
      labels.length === 1
        ? 'Fill it in. If it comes from an earlier step, that step returned nothing.'
        : 'Fill in at least one of them. If it comes from an earlier step, that step returned nothing.',
  });
}

/** The input of a field, trimmed; undefined if empty. */
export function textIn(input: Run['input'], key: string): string | undefined {
  const value = input[key];
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return String(value).trim() || undefined;
}

/**
 * The id that was picked or entered; undefined if none.
 *
 * @throws {InputError} if it is not an id
 */
export async function givenId(options: {
  readonly looking: Looking;
  readonly key: string;
  readonly list: ListName;
  readonly field: string;
}): Promise<number | undefined> {
  const { looking, key, list, field } = options;
  const { run, client } = looking;
  return locate({ value: run.input[key], list, field, lists: createAccountLists(client) });
}

/** Those found in a list, read whole; without those that were deleted in the meantime. */
export async function wholeOf<Value>(
  rows: readonly { readonly Id?: number | null }[],
  read: (id: number) => Promise<Value>,
): Promise<readonly Value[]> {
  const whole = await Promise.all(
    rows.slice(0, maxFound).map(({ Id }) => foundBy(() => read(Id ?? 0))),
  );
  return whole.flat();
}
