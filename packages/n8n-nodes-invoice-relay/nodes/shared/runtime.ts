import type { ClientRuntime, Transport } from '@invoice-relay/core/source';
import { sleep } from 'n8n-workflow';

/**
 * Creates the runtime for a client or source that runs in n8n.
 *
 * @param transport from `createTransport`
 */
export function createRuntime(transport: Transport): ClientRuntime {
  return {
    transport,
    now: () => Date.now(),
    random: () => Math.random(),
    sleep: sleepUntilAborted,
  };
}

/**
 * n8n's sleep cannot be canceled: after the signal aborts, it continues with nothing waiting for
 * it.
 */
async function sleepUntilAborted(milliseconds: number, signal?: AbortSignal): Promise<void> {
  if (signal === undefined) return await sleep(milliseconds);
  signal.throwIfAborted();
  let end: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    end = () => reject(signal.reason as Error);
    signal.addEventListener('abort', end, { once: true });
  });
  await Promise.race([sleep(milliseconds), aborted]);
  if (end !== undefined) signal.removeEventListener('abort', end);
}
