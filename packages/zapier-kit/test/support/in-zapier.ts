import zapier, { createAppTester } from 'zapier-platform-core';
import type { AfterResponseMiddleware, Bundle, ZObject } from 'zapier-platform-core';

import { createReach } from '../../src/http/transport.ts';
import type { Run } from '../../src/perform.ts';

/** Runs a function as Zapier runs the steps of an app. */
export function inZapier<Result>(
  step: (z: ZObject, bundle: Bundle) => Result,
  options: { readonly bundle?: object; readonly afterResponse?: AfterResponseMiddleware } = {},
): Promise<Awaited<Result>> {
  const { bundle = {}, afterResponse } = options;
  const test = createAppTester({
    version: '1.0.0',
    platformVersion: zapier.version,
    ...(afterResponse === undefined ? {} : { afterResponse: [afterResponse] }),
  });
  return test(step as never, bundle as never) as Promise<never>;
}

/** Runs work with what a step of an app would have. */
export function withRun<Result>(
  step: (run: Run) => Result,
  bundle: object = {},
): Promise<Awaited<Result>> {
  return inZapier(
    (z, { inputData, authData, ...others }) =>
      step({
        z,
        bundle: { inputData, authData, ...others } as Bundle,
        input: inputData,
        authData: authData as Run['authData'],
        reach: createReach(z),
      }),
    { bundle },
  );
}

/** How Zapier displays and treats an error. Some carry JSON as their message. */
export async function errorOf(thrown: Promise<unknown>): Promise<Record<string, unknown>> {
  const error = await thrown.then(
    () => new Error('Nothing was thrown'),
    (reason: Error) => reason,
  );
  const { name } = error;
  // Zapier's runtime adds the preceding steps to some of them.
  const [message = ''] = error.message.split('\nWhat happened:');
  return message.startsWith('{') ? { name, ...JSON.parse(message) } : { name, message };
}
