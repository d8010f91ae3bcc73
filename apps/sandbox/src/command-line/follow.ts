import type { WebhookView } from '../control/webhook-view.ts';
import type { World } from '../world.ts';
import type { ControlClient } from './control-client.ts';
import { formatCount, type Screen } from './screen.ts';

const pollMs = 250;

/**
 * Shows how the URLs take in what was made, until each has accepted it or is ignored.
 *
 * @param options.lastId the newest activity that was made
 */
export async function follow(options: {
  readonly client: ControlClient;
  readonly screen: Screen;
  readonly sleep: World['sleep'];
  readonly lastId: number;
}): Promise<void> {
  const { client, screen, sleep, lastId } = options;
  let webhooks = await client.webhooks();
  if (webhooks.length === 0) {
    screen.line('No URL is registered, so nobody was told. POST /control/webhooks {"url": "…"} adds one.');
    return;
  }
  while (webhooks.some((webhook) => isOpen({ webhook, lastId }))) {
    const waiting = webhooks.map((webhook) => `${webhook.url}: ${describeOpen(webhook)}`);
    screen.progress(waiting.join('  '));
    await sleep(pollMs);
    webhooks = await client.webhooks();
  }
  for (const webhook of webhooks) screen.line(describeEnd({ webhook, lastId }));
}

function isOpen(options: { readonly webhook: WebhookView; readonly lastId: number }): boolean {
  return options.webhook.position < options.lastId && options.webhook.state !== 'ignored';
}

function describeOpen(webhook: WebhookView): string {
  const waiting = `${formatCount(webhook.waiting)} to go`;
  return webhook.state === 'retrying'
    ? `${waiting}, ${webhook.failedTries} failed tries, next ${webhook.nextTryAt}`
    : waiting;
}

function describeEnd(options: { readonly webhook: WebhookView; readonly lastId: number }): string {
  const { webhook, lastId } = options;
  if (webhook.position >= lastId) return `${webhook.url} has accepted all of it.`;
  return `${webhook.url} is ignored after ${webhook.failedTries} failed tries: ${formatCount(webhook.waiting)} wait until it answers 200 (next try ${webhook.nextTryAt}).`;
}
