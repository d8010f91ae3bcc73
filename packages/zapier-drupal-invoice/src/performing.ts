import { ConfigError, VendorError } from '@invoice-relay/core/errors';
import { DrupalInputError } from '@invoice-relay/drupal-invoice';
import { explainInput, fieldOf, inWordsOfForm } from '@invoice-relay/drupal-invoice/forms';
import { performing as performingStep } from '@invoice-relay/zapier-kit';
import type { Run } from '@invoice-relay/zapier-kit';

import { credentialLabels } from './account/credential-labels.ts';
import { labels } from './form/fields.ts';

/** The kit's `performing`, with errors of the site's client in the words of our forms. */
export function performing<Result>(step: (run: Run) => Promise<Result>) {
  return performingStep(step, { explain });
}

function explain(error: unknown): unknown {
  if (error instanceof DrupalInputError) return explainInput(error, labels);
  if (error instanceof VendorError) {
    const { code, message, status, retryAfterMs, details } = error;
    const words = inWordsOfForm(message, credentialLabels, labels);
    const text = code === 'vendor_not_found' ? `${fieldOf('id', labels)}: ${words}` : words;
    return new VendorError(code, text, { status, retryAfterMs, details });
  }
  if (error instanceof ConfigError) {
    return new ConfigError(
      error.problems.map((problem) => inWordsOfForm(problem, credentialLabels, labels)),
    );
  }
  return error;
}
