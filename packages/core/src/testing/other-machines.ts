import process from 'node:process';

/** Far enough to be another year, and another day of the week. Milliseconds. */
const later = 500 * 24 * 60 * 60 * 1000;

/** What a call returns if the clock of the machine, not that of the runtime, is ahead. */
export function onAnotherDay<Result>(call: () => Result): Result {
  const { Date: real } = globalThis;
  const now = () => real.now() + later;
  globalThis.Date = new Proxy(real, {
    apply: () => new real(now()).toString(),
    construct: (target, input, newTarget) =>
      Reflect.construct(target, input.length === 0 ? [now()] : input, newTarget),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
  try {
    return call();
  } finally {
    globalThis.Date = real;
  }
}

/**
 * What a call returns on a machine in this time zone. Node follows the variable in the main thread;
 * in a worker thread, where the variable is a copy, the time zone stays as it is.
 */
export function inTimeZone<Result>(zone: string, call: () => Result): Result {
  const before = process.env['TZ'];
  process.env['TZ'] = zone;
  try {
    return call();
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
}
