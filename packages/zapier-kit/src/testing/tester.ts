import { createAppTester } from 'zapier-platform-core';

// oxlint-disable-next-line typescript/no-explicit-any -- each test knows what it asked for
export type Json = any;

/** Runs the steps of an app as Zapier does, with one connection. */
export interface Tester {
  trigger(key: string, bundle?: object): Promise<Json>;
  create(key: string, inputData: object): Promise<Json>;
  search(key: string, inputData: object): Promise<Json>;
  /** Any function of the app: `app.authentication.test`. */
  run(step: unknown, bundle?: object): Promise<Json>;
}

export function createTester(app: object, authData: Readonly<Record<string, string>>): Tester {
  const test = createAppTester(app) as (step: unknown, bundle: object) => Promise<Json>;
  const stepOf = (kind: string, key: string): { perform: unknown } => {
    const steps = (Reflect.get(app, kind) ?? {}) as Record<string, { operation: never }>;
    const step = steps[key];
    if (step === undefined) throw new TypeError(`The app has no ${key} in its ${kind}`);
    return step.operation;
  };
  const run: Tester['run'] = (step, bundle = {}) => test(step, { authData, ...bundle });
  return {
    run,
    trigger: (key, bundle) => run(stepOf('triggers', key).perform, bundle),
    create: (key, inputData) => run(stepOf('creates', key).perform, { inputData }),
    search: (key, inputData) => run(stepOf('searches', key).perform, { inputData }),
  };
}
