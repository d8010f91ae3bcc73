import type { ListName } from '@invoice-relay/envoice/forms';
import type { PlainInputField } from 'zapier-platform-core';

import { requiredId } from '../../form/required-id.ts';
import { listField } from '../../lists/list-field.ts';
import type { Writing } from '../write-step.ts';

/** A document that a step is about. */
export interface Subject {
  readonly list: Extract<ListName, 'invoice' | 'estimation' | 'order'>;
  readonly key: string;
  readonly label: string;
}

export const invoiceSubject: Subject = { list: 'invoice', key: 'invoice_id', label: 'Invoice' };
export const estimateSubject: Subject = {
  list: 'estimation',
  key: 'estimate_id',
  label: 'Estimate',
};
export const orderSubject: Subject = { list: 'order', key: 'order_id', label: 'Order' };

/**
 * The fields for picking the document; if it belongs to a client, after a field for filtering by
 * client.
 *
 * @param helpText what is done with it: a sentence
 */
export function subjectFields(
  { list, key, label }: Subject,
  { helpText, altersDynamicFields = false }: { helpText: string; altersDynamicFields?: boolean },
): readonly PlainInputField[] {
  const subject: PlainInputField = {
    key,
    label,
    required: true,
    ...listField(list),
    helpText: `${helpText} Pick it, or map its ${list === 'order' ? 'ID' : 'number or ID'} from an earlier step.`,
    ...(altersDynamicFields ? { altersDynamicFields } : {}),
  };
  return list === 'order' ? [subject] : [filterField(label), subject];
}

function filterField(label: string): PlainInputField {
  const thing = label.toLowerCase();
  return {
    key: 'filter_client_id',
    label: `Filter ${label}s by Client`,
    required: false,
    ...listField('client'),
    altersDynamicFields: true,
    helpText: `Limits the list of ${thing}s below to one client. This changes nothing, and a mapped ${thing} may belong to another client.`,
  };
}

/** @throws {InputError} if it is empty or not an id */
export function readSubject(
  { run, lists }: Pick<Writing, 'run' | 'lists'>,
  { list, key, label: field }: Subject,
): Promise<number> {
  const fix = 'Pick one from the list, or map its ID from an earlier step.';
  return requiredId({ input: run.input, lists, key, list, field, fix });
}
