import { useState } from 'preact/hooks';

import { announce, announceProblem } from '../ui/toasts.tsx';
import { queryClient } from './query-client.ts';

/** Something that a button does at once: says when it is done, and what went wrong. */
export function useAction<Args extends readonly unknown[]>(options: {
  readonly run: (...args: Args) => Promise<unknown>;
  /** What is said when it is done. */
  readonly done: string;
  /** The first parts of query keys that it makes out of date. */
  readonly touches: readonly string[];
}): { readonly busy: boolean; readonly run: (...args: Args) => void } {
  const { run, done, touches } = options;
  const [busy, setBusy] = useState(false);
  return {
    busy,
    run: (...args) => {
      setBusy(true);
      run(...args)
        .then(() => announce(done))
        .catch(announceProblem)
        .finally(() => {
          setBusy(false);
          refresh(touches);
        });
    },
  };
}

/** Has what begins with one of these asked for again. */
export function refresh(touches: readonly string[]): void {
  for (const name of touches) void queryClient.invalidateQueries({ queryKey: [name] });
}
