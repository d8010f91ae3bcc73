import type { EnvoiceClient } from '@invoice-relay/envoice';
import { callOperation } from '@invoice-relay/envoice/forms';
import type { Body } from '@invoice-relay/envoice/forms';
import { operations } from '@invoice-relay/envoice/operations';
import type { Operation, OperationId } from '@invoice-relay/envoice/operations';
import type { Create, PlainInputField } from 'zapier-platform-core';

import { inputFieldsOf } from '../../form/input-fields.ts';
import type { FormPlan } from '../../form/plan.ts';
import { readForm } from '../../form/read-form.ts';
import { afterWriting } from '../../records/after-writing.ts';
import { idOfCreated } from '../../records/documents.ts';
import { thingRecord } from '../../records/things.ts';
import type { ThingRecord } from '../../records/things.ts';
import { writeStep } from '../write-step.ts';
import type { Writing } from '../write-step.ts';

/** What was written, under Envoice's names. */
export interface Written {
  readonly id: number;
  readonly body: Body;
}

export interface ThingCreateOptions {
  readonly key: string;
  readonly noun: string;
  readonly label: string;
  readonly description: string;
  /** Fields before those of the plan. */
  readonly inputFields?: readonly PlainInputField[];
  readonly plan: FormPlan;
  /** @param writing.given the input, as Envoice takes it */
  readonly write: (writing: Writing & { readonly given: Body }) => Promise<Written>;
  /** The record as Envoice has it now. */
  readonly read: (client: EnvoiceClient, id: number) => Promise<object>;
  readonly sample: ThingRecord;
}

/** A step that creates or changes a record, and returns all of it. */
export function thingCreate(options: ThingCreateOptions): Create {
  const { key, noun, label, description, inputFields = [], plan, write, read, sample } = options;
  return writeStep({
    key,
    noun,
    label,
    description,
    inputFields: [...inputFields, ...inputFieldsOf(plan)],
    plan,
    sample,
    async perform(writing) {
      const { run, client, lists } = writing;
      const given = await readForm({ run, plan, lists });
      const { id, body } = await write({ ...writing, given });
      const anew = await afterWriting(() => read(client, id), {});
      return thingRecord({ ...body, ...anew, Id: id }, sample);
    },
  });
}

/** Sends the input as it is. Envoice returns the id. */
export function makeWith(operation: OperationId): ThingCreateOptions['write'] {
  return async ({ client, given }) => {
    const response = await callOperation({
      client,
      operation: operationOf(operation),
      input: given,
    });
    return { id: idOfCreated({ Id: response as number }), body: given };
  };
}

export function operationOf(wanted: OperationId): Operation {
  return operations.find(({ id }) => id === wanted)!;
}
