import { useState } from 'preact/hooks';

import { announce, announceProblem } from '../ui/toasts.tsx';
import { queryClient } from './query-client.ts';

/** An action that a button triggers immediately; announces its success or failure. */
export function useAction<Args extends readonly unknown[]>(options: {
  readonly run: (...args: Args) => Promise<unknown>;
  /** Announced on success. */
  readonly done: string;
  /** First parts of the query keys that it invalidates. */
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

/** Invalidates the queries whose keys start with one of these names. */
export function refresh(touches: readonly string[]): void {
  for (const name of touches) void queryClient.invalidateQueries({ queryKey: [name] });
}
