import { Command, Option } from 'commander';

import { detectSignature } from './detect.ts';
import { readPayloadFile } from './read-payload.ts';
import { report, reportJson } from './report.ts';

interface Options {
  readonly payload: string;
  readonly authKey?: string;
  readonly authSecret?: string;
  readonly json?: true;
}

/** Exit codes, for scripts. */
export const exitCodes = { found: 0, notFound: 1, usage: 2 } as const;

/** The streams that the command reads and writes. */
export interface Streams {
  readonly input: AsyncIterable<Uint8Array | string>;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
}

/** @param options.done called with the exit code of a completed detection */
export function createProgram(options: {
  readonly streams: Streams;
  readonly done: (exitCode: number) => void;
}): Command {
  const { streams, done } = options;
  return new Command('envoice:signature')
    .description(
      'Detects the signature scheme Envoice uses for your account from one captured webhook. Makes no requests and stores nothing.',
    )
    .requiredOption(
      '--payload <file>',
      'file with the raw body of the webhook; - for standard input',
    )
    .addOption(
      new Option('--auth-key <key>', 'from the account settings, API tab').env('ENVOICE_AUTH_KEY'),
    )
    .addOption(
      new Option('--auth-secret <secret>', 'from the account settings, API tab').env(
        'ENVOICE_AUTH_SECRET',
      ),
    )
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      '\nExit code 0: exactly one signature scheme matches. 1: none or several. 2: invalid options or payload.',
    )
    .allowExcessArguments(false)
    .showHelpAfterError('(use --help for usage)')
    .configureOutput({ writeOut: streams.write, writeErr: streams.writeError })
    .exitOverride()
    .action(async ({ payload: path, authKey, authSecret, json }: Options) => {
      const payload = await readPayloadFile({ path, input: streams.input });
      const detection = detectSignature({ payload, authKey, authSecret });
      streams.write(json === true ? reportJson(detection) : report(detection));
      done(detection.result === 'one' ? exitCodes.found : exitCodes.notFound);
    });
}
