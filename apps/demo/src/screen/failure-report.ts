import { DemoFailure } from '../failure.ts';
import type { ChildAccount } from '../plumbing/children.ts';
import type { Screen } from './screen.ts';

/** Prints what failed, the last output of the children, and how to investigate. */
export function reportFailure(options: {
  readonly screen: Screen;
  readonly error: unknown;
  /** Where the demo failed, e.g. `at step 3`. */
  readonly where: string;
  readonly children: readonly ChildAccount[];
  readonly folder: string;
}): void {
  const { screen, error, where, children, folder } = options;
  screen.cross(messageOf(error));
  if (error instanceof DemoFailure && error.seen !== undefined) {
    for (const line of error.seen.split('\n')) screen.detail(`actual: ${line}`);
  }
  screen.line();
  screen.heading(`The demo stopped ${where}.`);
  for (const { name, endedByItself, lines } of children) {
    screen.line();
    const state = endedByItself ? 'exited unexpectedly' : 'is running';
    const said = lines.length === 0 ? 'without any output.' : 'with this last output:';
    screen.line(`The ${name} ${state} ${said}`);
    for (const line of lines) screen.line(`  ${line}`);
  }
  screen.line();
  screen.line('To investigate:');
  screen.line(`  - open the data that was kept with any SQLite tool: ${folder}`);
  screen.line('  - run the parts yourself: "npx -y pnpm@12 sandbox" and "npx -y pnpm@12 start"');
  screen.line('  - run the tests, which may tell more: "npx -y pnpm@12 test"');
}

function messageOf(error: unknown): string {
  if (error instanceof DemoFailure) return error.message;
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `${error.name}: ${error.message}${cause}`;
}
