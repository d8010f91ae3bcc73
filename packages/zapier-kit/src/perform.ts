import type { Bundle, ZObject } from 'zapier-platform-core';

import { toZapierError } from './errors/to-zapier-error.ts';
import type { FieldsIn } from './errors/to-zapier-error.ts';
import { createReach } from './http/transport.ts';
import type { Reach } from './http/transport.ts';

/** What one run of a step works with. */
export interface Run {
  readonly z: ZObject;
  readonly bundle: Bundle;
  /** What people filled in; empty when nothing was. */
  readonly input: Readonly<Record<string, unknown>>;
  /** The connection's fields. */
  readonly authData: Readonly<Record<string, string | undefined>>;
  readonly reach: Reach;
}

/**
 * Makes a `perform` of what a step does: with a way to other servers, and with every error as one
 * that Zapier handles right.
 *
 * @param options.fieldsIn the fields, as the form calls them, that an error of the vendor is about
 */
export function performing<Result>(
  step: (run: Run) => Promise<Result>,
  options: { readonly fieldsIn?: FieldsIn } = {},
): (z: ZObject, bundle: Bundle) => Promise<Result> {
  return async (z, bundle) => {
    const reach = createReach(z);
    const { inputData, authData } = bundle as Partial<Bundle>;
    try {
      return await step({ z, bundle, reach, input: inputData ?? {}, authData: authData ?? {} });
    } catch (error) {
      throw toZapierError(z, reach.raised() ?? error, options);
    }
  };
}
