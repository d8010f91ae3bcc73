import { DemoFailure } from '../failure.ts';
import type { Screen } from './screen.ts';

/** Says what was not true, what the children said last, and how to look further. */
export function reportFailure(options: {
  readonly screen: Screen;
  readonly error: unknown;
  readonly outputs: readonly { readonly name: string; readonly lines: readonly string[] }[];
  readonly folder: string;
}): void {
  const { screen, error, outputs, folder } = options;
  screen.cross(messageOf(error));
  if (error instanceof DemoFailure && error.seen !== undefined) {
    for (const line of error.seen.split('\n')) screen.detail(`seen: ${line}`);
  }
  screen.line();
  screen.heading(`The demo stopped at step ${screen.steps}.`);
  for (const { name, lines } of outputs) {
    screen.line();
    screen.line(lines.length === 0 ? `The ${name} said nothing.` : `What the ${name} said last:`);
    for (const line of lines) screen.line(`  ${line}`);
  }
  screen.line();
  screen.line('To look further:');
  screen.line(`  - its data is kept, to be opened with any SQLite tool: ${folder}`);
  screen.line('  - run the parts by hand: "npx -y pnpm@12 sandbox" and "npx -y pnpm@12 start"');
  screen.line('  - the tests may say more: "npx -y pnpm@12 test"');
}

function messageOf(error: unknown): string {
  if (error instanceof DemoFailure) return error.message;
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `${error.name}: ${error.message}${cause}`;
}
