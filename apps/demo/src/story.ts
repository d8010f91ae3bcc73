import type { Receipt } from './plumbing/subscriber.ts';
import type { Scene } from './scene.ts';
import type { Stage } from './stage.ts';
import { connect } from './steps/connect.ts';
import { surviveCrash } from './steps/crash.ts';
import { showDeliveries } from './steps/deliveries.ts';
import { showFoundScheme } from './steps/find-scheme.ts';
import { liveAnInvoice } from './steps/invoice-life.ts';
import { outlastOutage } from './steps/outage.ts';
import { forgeWebhook, repeatWebhook } from './steps/repeat-and-forge.ts';
import { settle } from './steps/settle.ts';
import { startRelay } from './steps/start-relay.ts';
import { startSandbox } from './steps/start-sandbox.ts';
import { subscribe } from './steps/subscribe.ts';
import { sendTest } from './steps/test-event.ts';

/**
 * Runs all steps from end to end and checks each of them.
 *
 * @throws {DemoFailure} at the first failed check
 */
export async function tellStory(options: {
  readonly stage: Stage;
  readonly onAccepted: (receipt: Receipt) => void;
}): Promise<Scene> {
  const { stage, onAccepted } = options;
  const sandbox = await startSandbox(stage);
  const relay = await startRelay(stage);
  const connected = await connect({ stage, sandbox, relay });
  const subscribed = await subscribe({ stage, relay, onAccepted });
  const scene: Scene = { stage, sandbox, relay, ...connected, ...subscribed };

  const activities = await liveAnInvoice(scene);
  await showFoundScheme({ scene, activities });
  await showDeliveries({ scene, activities });
  await repeatWebhook(scene);
  await forgeWebhook(scene);
  for (const invoice of activities.slice(0, 1)) await outlastOutage({ scene, invoice });
  await surviveCrash(scene);
  await sendTest(scene);
  await settle(scene);
  return scene;
}
