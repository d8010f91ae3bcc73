import type { Bundle, ZObject } from 'zapier-platform-core';

import { toZapierError } from './to-zapier-error.ts';
import { createReach } from './http/transport.ts';
import type { Reach } from './http/transport.ts';

/** The input of one run of a step. */
export interface Run {
  readonly z: ZObject;
  readonly bundle: Bundle;
  /** What the user filled in; empty if nothing. */
  readonly input: Readonly<Record<string, unknown>>;
  /** The connection's fields. */
  readonly authData: Readonly<Record<string, string | undefined>>;
  readonly reach: Reach;
}

/**
 * Creates a `perform` from the work of a step: with a transport to other servers, and with every
 * error as one that Zapier handles correctly.
 *
 * @param options.explain turns an error into the words of the app's forms
 */
export function performing<Result>(
  step: (run: Run) => Promise<Result>,
  options: { readonly explain?: (error: unknown) => unknown } = {},
): (z: ZObject, bundle: Bundle) => Promise<Result> {
  const { explain = (error: unknown) => error } = options;
  return async (z, bundle) => {
    const reach = createReach(z);
    const { inputData, authData } = bundle as Partial<Bundle>;
    try {
      return await step({ z, bundle, reach, input: inputData ?? {}, authData: authData ?? {} });
    } catch (error) {
      const shown = toZapierError(z, reach.raised() ?? explain(error));
      // Zapier would add the bundle to the message, and with it the secret of the subscription.
      throw Object.assign(shown, { doNotContextify: true });
    } finally {
      reach.close();
    }
  };
}
