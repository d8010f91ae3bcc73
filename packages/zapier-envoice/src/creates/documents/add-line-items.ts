import { InputError } from '@invoice-relay/core/errors';
import { changeThing, isRecord } from '@invoice-relay/envoice/forms';
import type { Body } from '@invoice-relay/envoice/forms';
import { operations } from '@invoice-relay/envoice/operations';
import { readSwitch } from '@invoice-relay/zapier-kit';
import type { PlainInputField } from 'zapier-platform-core';

import { inputFieldsOf } from '../../form/input-fields.ts';
import type { FormPlan } from '../../form/plan.ts';
import { readForm } from '../../form/read-form.ts';
import { afterWriting } from '../../records/after-writing.ts';
import { readInvoice } from '../../records/documents.ts';
import { invoiceSample } from '../../records/samples.ts';
import { writeStep } from '../write-step.ts';
import { lines } from './bill-members.ts';
import { invoiceSubject, readSubject, subjectFields } from './subject.ts';

const plan: FormPlan = { model: 'InvoiceUpdateApiModel', resource: 'invoice', members: [lines] };

const againField: PlainInputField = {
  key: 'add_again',
  label: 'Add Again',
  type: 'boolean',
  required: false,
  helpText:
    'Whether to add a line even if the invoice already has one with the same description, quantity and price. By default it is skipped, so that a step that runs twice charges once.',
};

export const addLineItems = writeStep({
  key: 'add_line_items',
  noun: 'Line Items',
  label: 'Add Line Items to Invoice',
  description: 'Adds line items to an invoice without adding duplicates.',
  inputFields: [
    ...subjectFields(invoiceSubject, { helpText: 'The invoice to add lines to.' }),
    ...inputFieldsOf(plan),
    againField,
  ],
  plan,
  sample: { ...invoiceSample, added_line_items: 1 },
  async perform({ run, client, lists }) {
    const id = await readSubject({ run, lists }, invoiceSubject);
    const given = linesIn((await readForm({ run, plan, lists }))['Items']);
    if (given.length === 0) {
      throw new InputError({
        field: 'Line Items',
        problem: 'there are none to add',
        fix: 'Fill in at least one. If they come from an earlier step, check what it returned.',
      });
    }
    const isAdding = readSwitch(run.input[againField.key], againField.label!);
    const added = isAdding
      ? given
      : withoutThoseIn(given, linesIn((await client.invoices.get({ id })).Items));
    if (added.length > 0) {
      const operation = operations.find((one) => one.id === 'InvoiceApi_Update')!;
      const change = { client, lists, operation, resource: plan.resource, id };
      await changeThing({ ...change, given: { Items: added } });
    }
    const invoice = await afterWriting(() => readInvoice({ client, lists }, id), {
      id: String(id),
    });
    return { ...invoice, added_line_items: added.length };
  },
});

/**
 * Each existing line matches at most one given line, so two identical lines can still be added to
 * one.
 */
function withoutThoseIn(given: readonly Body[], there: readonly Body[]): readonly Body[] {
  const left = [...there];
  return given.filter((line) => {
    const at = left.findIndex((other) => isSameLine(line, other));
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

/** Omitted fields of a line are Envoice's defaults. */
function isSameLine(given: Body, there: Body): boolean {
  return Object.entries(given).every(([member, value]) => {
    const other = there[member];
    return typeof value === 'string'
      ? value.trim() === String(other ?? '').trim()
      : value === other;
  });
}

function linesIn(items: unknown): readonly Body[] {
  return Array.isArray(items) ? items.filter(isRecord) : [];
}
