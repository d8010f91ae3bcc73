import { VendorError } from '@invoice-relay/core/errors';
import { sentences } from '@invoice-relay/zapier-kit';
import type { Run } from '@invoice-relay/zapier-kit';

/**
 * Ends the run of a Zap, without counting it as an error, when Envoice says that it does not do
 * this with the document as it is: for requests that name hardly more than the document, so that
 * there is nothing else that could be wrong.
 *
 * @param options.fix what may be the matter, and what to do: a sentence
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
    // A refusal with the status of a success is Envoice's way to say so, and says why.
    if (error instanceof VendorError && isAboutTheDocument(error)) {
      throw new run.z.errors.HaltedError(
        `Envoice refuses this: ${sentences(error.details)} ${fix}`,
      );
    }
    throw error;
  }
}

function isAboutTheDocument({ code, status, details }: VendorError): boolean {
  return code === 'vendor_refused' && status === 200 && details.length > 0;
}
