import { AsyncLocalStorage } from 'node:async_hooks';

/** Plugin code that is running, or ran and left something behind. */
export interface PluginCall {
  /** The name of the source; of its package while it is being loaded. */
  readonly source: string;
  /** What it does, such as `poll()`. */
  readonly doing: string;
}

const calls = new AsyncLocalStorage<PluginCall>();

/** Runs plugin code: promises and timers that it leaves behind are attributed to it. */
export function inPlugin<Answer>(call: PluginCall, work: () => Answer): Answer {
  return calls.run(call, work);
}

/**
 * Contains errors in what a plugin left behind, an unhandled promise or a timer: by default Node
 * would end the process, including everything unrelated. The relay can continue, as none of its own
 * code was interrupted. An error of its own is different: the state of the process is then unknown.
 *
 * @param options.onFault called with an error of a plugin
 * @param options.onOther called with any other error; must end the process or the thread
 * @returns undoes it
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
