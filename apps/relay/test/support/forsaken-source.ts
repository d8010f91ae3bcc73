import { parentPort } from 'node:worker_threads';

import type { AnySource } from '@invoice-relay/core/source';

import { playSource } from './played-source.ts';

/**
 * A plugin named by this file that leaves behind work that fails later, in the call that a webhook
 * names: `{"id": 7, "verify": "promise", "normalize": "timer"}`. With `"normalize": "commit"` the
 * projector's thread cannot report what it has kept.
 */
export function createSource(): AnySource {
  const { source } = playSource();
  const webhook = source.webhook as NonNullable<AnySource['webhook']>;
  return {
    ...source,
    webhook: {
      ...webhook,
      verify(request, context) {
        leave('verify', request.body);
        return webhook.verify(request, context);
      },
    },
    normalize(activity, context) {
      leave('normalize', activity.raw);
      return source.normalize(activity, context);
    },
  };
}

function leave(call: 'verify' | 'normalize', body: Uint8Array): void {
  const { [call]: left } = JSON.parse(new TextDecoder().decode(body));
  if (left === 'promise') void Promise.reject(new Error(`a promise of ${call}`));
  if (left === 'timer') {
    setTimeout(() => {
      throw new TypeError(`a timer of ${call}`);
    });
  }
  if (left === 'nothing') void Promise.reject();
  if (left === 'function') void Promise.reject(() => {});
  if (left === 'commit') breakCommitOnce();
}

function breakCommitOnce(): void {
  if (parentPort === null) return;
  const port = parentPort;
  const post = port.postMessage.bind(port);
  port.postMessage = (message: { kind: string }) => {
    if (message.kind === 'commit') {
      port.postMessage = post;
      throw new Error('the commit cannot be reported');
    }
    post(message);
  };
}
