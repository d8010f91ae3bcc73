import { Command } from 'commander';

import { activityTypes } from '../envoice/activity-types.ts';
import type { Recorded } from '../shop/recorder.ts';
import type { Runtime } from '../runtime.ts';
import { ControlClient } from './control-client.ts';
import { follow } from './follow.ts';
import { formatCount, Screen, type Output } from './screen.ts';
import { addSiteCommands } from './site-commands.ts';
import { urlOption, wholeNumber } from './words.ts';

interface CommonOptions {
  readonly url: string;
  readonly wait: boolean;
}

/** Creates the command that triggers activities in a running sandbox. */
export function createProgram(options: {
  readonly output: Output;
  readonly sleep: Runtime['sleep'];
}): Command {
  const { sleep } = options;
  const screen = new Screen(options.output);
  const program = new Command('activities')
    .description(
      'Creates activities in a running sandbox, which then sends them to its webhook URLs.',
    )
    .showHelpAfterError('(use --help for usage)')
    .configureOutput({ writeOut: (text) => options.output.write(text) });

  const told = async (made: { client: ControlClient; lastId: number | null; wait: boolean }) => {
    const { client, lastId, wait } = made;
    if (wait && lastId !== null) await follow({ client, screen, sleep, lastId });
  };
  const many = async (made: { client: ControlClient; recorded: Recorded; wait: boolean }) => {
    const { client, recorded, wait } = made;
    const { count, firstId, lastId } = recorded;
    screen.line(`Recorded ${formatCount(count)} activities, ${firstId} to ${lastId}.`);
    await told({ client, lastId, wait });
  };

  common(program.command('single'))
    .description('Creates one activity, now.')
    .argument('<type>', 'a name such as Paid ("types" lists them), or any number')
    .option('--invoice <id>', 'the invoice it is about', wholeNumber)
    .option('--order <id>', 'the order it is about', wholeNumber)
    .option('--estimation <id>', 'the estimation it is about', wholeNumber)
    .addHelpText(
      'after',
      '\nWithout an id, types like Created create a new document, and others are about the newest one.',
    )
    .action(async (type: string, given: CommonOptions & Readonly<Record<string, unknown>>) => {
      const client = new ControlClient(given);
      const { Id, Message, Link } = await client.single({
        type,
        invoiceId: given['invoice'],
        orderId: given['order'],
        estimationId: given['estimation'],
      });
      screen.line(`Recorded activity ${Id}: ${Message}${Link === null ? '' : ` (${Link})`}`);
      await told({ client, lastId: Id, wait: given.wait });
    });

  common(program.command('month'))
    .description('Creates a month of a busy shop: invoices, orders and estimations, up to now.')
    .action(async (given: CommonOptions) => {
      const client = new ControlClient(given);
      await many({ client, recorded: await client.month(), wait: given.wait });
    });

  common(program.command('burst'))
    .description('Creates many old activities at once, as after a URL was ignored for a while.')
    .option('--count <number>', 'how many, up to 100000', wholeNumber, 10_000)
    .action(async (given: CommonOptions & { readonly count: number }) => {
      const client = new ControlClient(given);
      const recorded = await client.burst({ count: given.count });
      await many({ client, recorded, wait: given.wait });
    });

  addSiteCommands({ program, screen });

  program
    .command('types')
    .description('Lists the activity types with their numbers in webhooks.')
    .action(() => {
      for (const [ordinal, { name, about }] of activityTypes.entries()) {
        screen.line(`${String(ordinal).padStart(2)}  ${name} (${about})`);
      }
    });
  return program;
}

function common(command: Command): Command {
  return command
    .addOption(urlOption())
    .option('--no-wait', 'do not wait until the URLs have accepted everything');
}
