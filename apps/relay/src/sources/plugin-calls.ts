import { AsyncLocalStorage } from 'node:async_hooks';

/** Code of a plugin that runs, or ran and left something behind. */
export interface PluginCall {
  /** The name of the source; of its package while it is loaded. */
  readonly source: string;
  /** What it does, such as `poll()`. */
  readonly doing: string;
}

const calls = new AsyncLocalStorage<PluginCall>();

/** Runs code of a plugin: promises and timers that it leaves behind are known as its own. */
export function inPlugin<Answer>(call: PluginCall, work: () => Answer): Answer {
  return calls.run(call, work);
}

/**
 * Contains what fails in something that a plugin left behind, a promise that nobody waits for or a
 * timer: Node ends the process by it, and all that has nothing to do with it. The relay can go on,
 * as none of its own code is left halfway. A fault of its own is another matter: nobody knows in
 * which state it leaves the process.
 *
 * @param options.onFault told of a fault of a plugin
 * @param options.onOther told of any other fault; has to end the process or the thread
 * @returns takes it back
 */
export function containPlugins(options: {
  readonly onFault: (fault: PluginCall & { readonly error: unknown }) => void;
  readonly onOther: (error: unknown) => void;
}): () => void {
  const take = (error: unknown): void => {
    const call = calls.getStore();
    if (call === undefined) options.onOther(error);
    else options.onFault({ ...call, error });
  };
  process.on('uncaughtException', take);
  process.on('unhandledRejection', take);
  return () => {
    process.off('uncaughtException', take);
    process.off('unhandledRejection', take);
  };
}
