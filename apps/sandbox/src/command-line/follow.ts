import type { WebhookView } from '../control/webhook-view.ts';
import type { Runtime } from '../runtime.ts';
import type { ControlClient } from './control-client.ts';
import { formatCount, type Screen } from './screen.ts';

const pollMs = 250;

/**
 * Shows the progress of each URL until it has accepted all activities or is ignored.
 *
 * @param options.lastId id of the newest activity created
 */
export async function follow(options: {
  readonly client: ControlClient;
  readonly screen: Screen;
  readonly sleep: Runtime['sleep'];
  readonly lastId: number;
}): Promise<void> {
  const { client, screen, sleep, lastId } = options;
  let webhooks = await client.webhooks();
  if (webhooks.length === 0) {
    screen.line(
      'No URL is registered, so nothing was sent. Add one with POST /control/webhooks {"url": "…"}.',
    );
    return;
  }
  for (;;) {
    const open = webhooks.filter((webhook) => isOpen({ webhook, lastId }));
    if (open.length === 0) break;
    screen.progress(describeOpen(open));
    await sleep(pollMs);
    webhooks = await client.webhooks();
  }
  for (const webhook of webhooks) screen.line(describeEnd({ webhook, lastId }));
}

function isOpen(options: { readonly webhook: WebhookView; readonly lastId: number }): boolean {
  return options.webhook.position < options.lastId && options.webhook.state !== 'ignored';
}

/**
 * A single short line for any number of URLs: a longer one would wrap and couldn't be overwritten.
 */
function describeOpen(open: readonly WebhookView[]): string {
  const waiting = open.reduce((sum, webhook) => sum + webhook.waiting, 0);
  const retrying = open.filter(({ state }) => state === 'retrying').length;
  const trouble = retrying === 0 ? '' : `, ${retrying} of them failing and being retried`;
  return `${formatCount(waiting)} to go, ${open.length} URL(s)${trouble}`;
}

function describeEnd(options: { readonly webhook: WebhookView; readonly lastId: number }): string {
  const { webhook, lastId } = options;
  if (webhook.position >= lastId) return `${webhook.url} has accepted everything.`;
  return `${webhook.url} is ignored after ${webhook.failedTries} failed attempts: ${formatCount(webhook.waiting)} activities wait until it responds with 200 (next attempt ${webhook.nextTryAt}).`;
}
