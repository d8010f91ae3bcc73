import type { Scene } from '../scene.ts';
import type { Screen } from './screen.ts';

/** Prints what to try next. */
export function showPlayground(options: { readonly screen: Screen; readonly scene: Scene }): void {
  const { screen, scene } = options;
  const { relay, sandbox } = scene;
  const lines = [
    ['The dashboard', `${relay.url}/`],
    ['The administrator key, which signs in there', relay.apiKey],
    ['The relay’s API, to read', `${relay.url}/docs`],
    [
      'Its events, with the administrator key',
      `curl '${relay.url}/v1/events?order=desc&limit=3' -H 'authorization: Bearer ${relay.apiKey}'`,
    ],
    ['The vendor', `${sandbox.url}/`],
    [
      'Let a payment come in, and watch it arrive below',
      `curl ${sandbox.url}/control/activities -H 'content-type: application/json' -d '{"type":"NewPaymentWithStripe"}'`,
    ],
    ['The database, for as long as the demo runs', relay.databaseFile],
  ] as const;
  screen.line();
  screen.heading('Now play with it');
  for (const [what, where] of lines) {
    screen.line(`    ${what}`);
    screen.detail(where);
  }
  screen.line();
  screen.line('It stays up until you press Ctrl+C. Each event that reaches the subscriber:');
}
