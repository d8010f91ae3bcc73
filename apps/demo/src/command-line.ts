import { parseArgs } from 'node:util';

export const help = `Demonstrates Invoice Relay step by step on this machine, with a stand-in for an
invoicing system, the relay on SQLite, and a subscriber.

  npx -y pnpm@12 demo            shows every step, then keeps running for you to explore
  npx -y pnpm@12 demo --once     exits after the last step: exit code 0 only if all checks passed
  npx -y pnpm@12 demo --help     shows this help

It needs no account and no network. Its data is in a temporary folder, which is
deleted unless the demo fails.
NO_COLOR=1 disables colors.`;

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'run'; readonly once: boolean }
  | { readonly kind: 'wrong'; readonly message: string };

/** @param args without the program, i.e. `process.argv.slice(2)` */
export function readCommand(args: readonly string[]): Command {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { once: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help === true) return { kind: 'help' };
    return { kind: 'run', once: values.once === true };
  } catch (error) {
    return { kind: 'wrong', message: error instanceof Error ? error.message : String(error) };
  }
}
