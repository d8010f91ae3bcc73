import { VendorError } from '@invoice-relay/core/errors';
import { sentences } from '@invoice-relay/zapier-kit';
import type { Run } from '@invoice-relay/zapier-kit';

/**
 * Ends the run of a Zap, without counting it as an error, if Envoice says that it does not do this
 * with the document in its current state: for requests that contain hardly more than the document
 * id, so that nothing else could be wrong.
 *
 * @param options.fix what may be the cause, and what to do: a sentence
 * @throws HaltedError of Zapier
 */
export async function haltWhenRefused<Result>(options: {
  readonly run: Pick<Run, 'z'>;
  readonly ask: () => Promise<Result>;
  readonly fix: string;
}): Promise<Result> {
  const { run, ask, fix } = options;
  try {
    return await ask();
  } catch (error) {
    // A refusal with a success status is Envoice's way to say so, and contains the reason.
    if (error instanceof VendorError && isAboutTheDocument(error)) {
      throw new run.z.errors.HaltedError(
        `Envoice rejected this: ${sentences(error.details)} ${fix}`,
      );
    }
    throw error;
  }
}

function isAboutTheDocument({ code, status, details }: VendorError): boolean {
  return code === 'vendor_refused' && status === 200 && details.length > 0;
}
