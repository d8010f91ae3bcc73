import type {
  EnvoiceClient,
  EnvoiceEstimation,
  EnvoiceInvoice,
  EnvoiceModel,
} from '@invoice-relay/envoice';
import type { Create } from 'zapier-platform-core';

import { inputFieldsOf } from '../../form/input-fields.ts';
import type { FormPlan } from '../../form/plan.ts';
import { readForm } from '../../form/read-form.ts';
import { afterWriting } from '../../records/after-writing.ts';
import type { DocumentRecord, Reader } from '../../records/documents.ts';
import { haltWhenRefused } from '../halt-when-refused.ts';
import { writeStep } from '../write-step.ts';
import { emailMembers } from './email-members.ts';
import { requireEmail } from './require-email.ts';
import { readSubject, subjectFields } from './subject.ts';
import type { Subject } from './subject.ts';

/** The part of the email that is the same for all documents. */
type Email = Omit<EnvoiceModel<'SendInvoiceToClientApiModel'>, 'Id' | 'InvoiceId'>;

/**
 * A step that sends a document to its client by email.
 *
 * @param options.model of the email: `SendInvoiceToClientApiModel`
 * @param options.get the document with its whole client, before it is sent
 * @param options.record the output of the step, if the document cannot be read again afterwards
 */
export function sendToClient<Document extends EnvoiceInvoice | EnvoiceEstimation>(options: {
  readonly key: string;
  readonly subject: Subject;
  readonly model: string;
  readonly get: (client: EnvoiceClient, id: number) => Promise<Document>;
  readonly send: (client: EnvoiceClient, id: number, email: Email) => Promise<unknown>;
  readonly record: (document: Document) => DocumentRecord;
  readonly read: (reader: Reader, id: number) => Promise<DocumentRecord>;
  readonly sample: DocumentRecord;
}): Create {
  const { key, subject, model, get, send, record, read, sample } = options;
  const { label: noun, list: resource } = subject;
  const thing = noun.toLowerCase();
  const plan: FormPlan = { model, resource, members: emailMembers };
  return writeStep({
    key,
    noun,
    label: `Send ${noun} to Client`,
    description: `Sends an ${thing} to its client by email.`,
    inputFields: [
      ...subjectFields(subject, { helpText: `The ${thing} to send.` }),
      ...inputFieldsOf(plan),
    ],
    plan,
    sample: { ...sample, sent: true },
    async perform({ run, client, lists }) {
      const id = await readSubject({ run, lists }, subject);
      const email = (await readForm({ run, plan, lists })) as Email;
      const document = await get(client, id);
      requireEmail(run, document);
      await haltWhenRefused({
        run,
        ask: () => send(client, id, email),
        fix: `Check the ${thing} in Envoice and the email address of its client.`,
      });
      const sent = await afterWriting(() => read({ client, lists }, id), record(document));
      return { ...sent, sent: true };
    },
  });
}
