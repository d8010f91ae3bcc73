import { RelayApiError, RelayConnectionError } from '@invoice-relay/relay-client';

/** What went wrong, for the person who meets it. */
export interface Explanation {
  readonly title: string;
  /** What to do. */
  readonly detail: string;
  /** By the path of its field; those without a field of the form are for the whole. */
  readonly fields: ReadonlyMap<string, string>;
}

/** What the relay says to programs, for which an API key would be the remedy. */
const noSession: ReadonlySet<string> = new Set(['api_key_missing', 'session_ended']);

export function explain(error: unknown): Explanation {
  if (error instanceof RelayApiError && noSession.has(error.code)) {
    return {
      title: 'You were signed out',
      detail: 'The session had ended, so nothing was done. Do it once more.',
      fields: new Map(),
    };
  }
  if (error instanceof RelayApiError) {
    return {
      title: error.code === 'validation_failed' ? 'Check what is filled in' : error.heading,
      detail: error.detail,
      fields: new Map(error.errors.map(({ path, message }) => [path, message])),
    };
  }
  if (error instanceof RelayConnectionError) {
    return {
      title: 'The relay did not answer',
      detail:
        error.code === 'timeout'
          ? 'It took too long. Look whether the machine of the relay is busy, and try again.'
          : 'Look whether the relay is running and this device has a network, then try again.',
      fields: new Map(),
    };
  }
  return {
    title: 'This did not work',
    detail: `${error instanceof Error ? error.message : String(error)} Load the page again; if it stays, the page and the relay may be of different versions.`,
    fields: new Map(),
  };
}

/** Whether the session is over, so that signing in again is what helps. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof RelayApiError && error.status === 401;
}
