import type { EnvoiceEstimation, EnvoiceInvoice } from '@invoice-relay/envoice';
import type { Run } from '@invoice-relay/zapier-kit';

/**
 * Ends the run of a Zap if there is no email address that the document could be sent to.
 *
 * @param document with its whole client
 * @throws HaltedError of Zapier
 */
export function requireEmail(
  { z }: Pick<Run, 'z'>,
  document: Pick<EnvoiceInvoice | EnvoiceEstimation, 'Client' | 'Number'>,
): void {
  const { Client, Number: number } = document;
  // Nothing is certain about a client that Envoice does not show.
  if (!Client) return;
  const addresses = [Client.Email, ...(Client.AdditionalEmails ?? []).map(({ Email }) => Email)];
  if (addresses.some((address) => address?.trim())) return;
  throw new z.errors.HaltedError(
    `${number ?? 'The document'} cannot be sent: ${Client.Name ?? 'its client'} has no email address. Add one to the client in Envoice, then run the step again.`,
  );
}
