import { RelayApiError, RelayConnectionError } from '@invoice-relay/relay-client';

/** A human-readable explanation of an error. */
export interface Explanation {
  readonly title: string;
  /** What the user can do about it. */
  readonly detail: string;
  /** Messages by the path of their field; those without a form field apply to the whole form. */
  readonly fields: ReadonlyMap<string, string>;
}

/** Error codes whose messages address API clients (use an API key), so they get a text here. */
const noSession: ReadonlySet<string> = new Set(['api_key_missing', 'session_ended']);

export function explain(error: unknown): Explanation {
  if (error instanceof RelayApiError && noSession.has(error.code)) {
    return {
      title: 'You were signed out',
      detail: 'Your session had ended, so nothing was changed. Try again.',
      fields: new Map(),
    };
  }
  if (error instanceof RelayApiError) {
    return {
      title: error.code === 'validation_failed' ? 'Check your input' : error.heading,
      detail: error.detail,
      fields: new Map(error.errors.map(({ path, message }) => [path, message])),
    };
  }
  if (error instanceof RelayConnectionError) {
    return {
      title: 'The relay did not respond',
      detail:
        error.code === 'timeout'
          ? 'The request timed out. Check whether the relay’s machine is overloaded, then try again.'
          : 'Check that the relay is running and that this device can reach it, then try again.',
      fields: new Map(),
    };
  }
  return {
    title: 'Something went wrong',
    detail: `${error instanceof Error ? error.message : String(error)} Reload the page. If this does not help, the page and the relay may have different versions.`,
    fields: new Map(),
  };
}

/** Whether the session has ended, so that the user must sign in again. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof RelayApiError && error.status === 401;
}

/** Whether what was asked for doesn't exist, so that trying again would not help. */
export function isMissing(error: unknown): boolean {
  return error instanceof RelayApiError && error.status === 404;
}
