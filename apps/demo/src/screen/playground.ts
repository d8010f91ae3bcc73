import type { Scene } from '../scene.ts';
import type { Screen } from './screen.ts';

/** Prints what to try next. */
export function showPlayground(options: { readonly screen: Screen; readonly scene: Scene }): void {
  const { screen, scene } = options;
  const { relay, sandbox } = scene;
  const lines = [
    ['The dashboard', `${relay.url}/`],
    ['The administrator key, to sign in there', relay.apiKey],
    ['The relay’s API reference', `${relay.url}/docs`],
    [
      'List its events with the administrator key',
      `curl '${relay.url}/v1/events?order=desc&limit=3' -H 'authorization: Bearer ${relay.apiKey}'`,
    ],
    ['The vendor', `${sandbox.url}/`],
    [
      'Record a payment, and watch its event arrive below',
      `curl ${sandbox.url}/control/activities -H 'content-type: application/json' -d '{"type":"NewPaymentWithStripe"}'`,
    ],
    ['The database, while the demo is running', relay.databaseFile],
  ] as const;
  screen.line();
  screen.heading('Explore it');
  for (const [what, where] of lines) {
    screen.line(`    ${what}`);
    screen.detail(where);
  }
  screen.line();
  screen.line('The demo runs until you press Ctrl+C. Events that reach the subscriber:');
}
