import type { Command } from 'commander';

import type { SiteInvoiceControlView } from '../control/site-invoice-view.ts';
import { CommandError, ControlClient } from './control-client.ts';
import { formatCount, type Screen } from './screen.ts';
import { urlOption, wholeNumber } from './words.ts';

interface UrlOption {
  readonly url: string;
}

interface NewOptions extends UrlOption {
  readonly count: number;
  readonly number?: number;
}

/**
 * Commands for the Invoice 7 site. The site sends no webhooks: a relay finds changes by polling.
 */
export function addSiteCommands(options: {
  readonly program: Command;
  readonly screen: Screen;
}): void {
  const { screen } = options;
  const program = options.program
    .command('invoice7')
    .description('What people do at the Invoice 7 site, which tells nobody of it.');
  const tell = (did: string, { id, number, total }: SiteInvoiceControlView) =>
    screen.line(`${did} invoice ${number} (id ${id}) of ${total}.`);
  const onInvoice = (command: {
    readonly name: string;
    readonly description: string;
    readonly work: (client: ControlClient, id: number) => Promise<void>;
  }) =>
    program
      .command(command.name)
      .description(command.description)
      .argument('<id>', 'of the invoice', wholeNumber)
      .addOption(urlOption())
      .action((id: number, { url }: UrlOption) => command.work(new ControlClient({ url }), id));

  program
    .command('new')
    .description('A new invoice, made up, or many.')
    .option('--count <number>', 'how many, up to 100000', wholeNumber, 1)
    .option('--number <number>', "a number of one's own, above that of the newest", wholeNumber)
    .addOption(urlOption())
    .action(async ({ url, count, number }: NewOptions) => {
      const client = new ControlClient({ url });
      if (count > 1 && number !== undefined) {
        throw new CommandError('A number of its own is for one invoice: leave out --count.');
      }
      if (count === 1) {
        const body = number === undefined ? {} : { number };
        return tell('Made', await client.makeInvoice(body));
      }
      const made = await client.makeInvoices({ count });
      screen.line(`Made ${formatCount(made.count)} invoices, ${made.firstId} to ${made.lastId}.`);
    });

  onInvoice({
    name: 'pay',
    description: 'Somebody presses the button of the site that says paid.',
    work: async (client, id) => tell('Paid', await client.setInvoice({ id, to: 'pay' })),
  });
  onInvoice({
    name: 'unpay',
    description: 'Somebody presses the button of the site that says unpaid.',
    work: async (client, id) => tell('Unpaid', await client.setInvoice({ id, to: 'unpay' })),
  });
  onInvoice({
    name: 'delete',
    description: 'Somebody deletes it in Drupal. The id of the newest is given again.',
    work: async (client, id) => {
      await client.deleteInvoice(id);
      screen.line(`Deleted invoice ${id}.`);
    },
  });

  program
    .command('backup')
    .description('Keeps the site as it is, instead of the backup before.')
    .addOption(urlOption())
    .action(async ({ url }: UrlOption) => {
      const { backupMadeAt } = await new ControlClient({ url }).backUpSite();
      screen.line(`Kept the site of ${backupMadeAt}.`);
    });
  program
    .command('restore')
    .description('Goes back to the backup.')
    .addOption(urlOption())
    .action(async ({ url }: UrlOption) => {
      const { backupMadeAt } = await new ControlClient({ url }).restoreSite();
      screen.line(`The site is back at ${backupMadeAt}.`);
    });
}
