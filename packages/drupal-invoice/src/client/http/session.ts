import { logIn } from './login.ts';
import type { LoginOptions, WriteSession } from './login.ts';

/** The session of a client: created by the first write, and shared by all later ones. */
export interface SessionKeeper {
  /**
   * Rejects with the signal's reason if it aborts; the login continues for other callers that wait.
   */
  get(signal: AbortSignal | undefined): Promise<WriteSession>;
  /** Forgets a session that the site no longer accepts, unless it has already been replaced. */
  drop(session: WriteSession): void;
}

export function createSessionKeeper(options: LoginOptions): SessionKeeper {
  let login: Promise<WriteSession> | null = null;
  let current: WriteSession | null = null;
  const start = async (): Promise<WriteSession> => {
    try {
      current = await logIn(options);
      return current;
    } catch (error) {
      // A failed login is not kept: the next write tries again.
      login = null;
      throw error;
    }
  };
  return {
    get: (signal) => {
      login ??= start();
      return endingWith(signal, login);
    },
    drop: (session) => {
      if (current !== session) return;
      login = null;
      current = null;
    },
  };
}

async function endingWith<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  if (signal === undefined) return work;
  signal.throwIfAborted();
  return new Promise<T>((resolve, reject) => {
    const end = () => reject(signal.reason as Error);
    signal.addEventListener('abort', end, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', end));
  });
}
