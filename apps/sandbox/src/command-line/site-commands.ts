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
    .description('Makes changes on the Invoice 7 site, which sends no webhooks for them.');
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
      .argument('<id>', 'id of the invoice', wholeNumber)
      .addOption(urlOption())
      .action((id: number, { url }: UrlOption) => command.work(new ControlClient({ url }), id));

  program
    .command('new')
    .description('Creates one or more invoices with generated content.')
    .option('--count <number>', 'how many, up to 100000', wholeNumber, 1)
    .option(
      '--number <number>',
      'an explicit number, above that of the newest invoice',
      wholeNumber,
    )
    .addOption(urlOption())
    .action(async ({ url, count, number }: NewOptions) => {
      const client = new ControlClient({ url });
      if (count > 1 && number !== undefined) {
        throw new CommandError('--number is for a single invoice: leave out --count.');
      }
      if (count === 1) {
        const body = number === undefined ? {} : { number };
        return tell('Created', await client.makeInvoice(body));
      }
      const made = await client.makeInvoices({ count });
      screen.line(
        `Created ${formatCount(made.count)} invoices, ${made.firstId} to ${made.lastId}.`,
      );
    });

  onInvoice({
    name: 'pay',
    description: 'Marks an invoice as paid with the button of the site.',
    work: async (client, id) => tell('Paid', await client.setInvoice({ id, to: 'pay' })),
  });
  onInvoice({
    name: 'unpay',
    description: 'Marks an invoice as unpaid with the button of the site.',
    work: async (client, id) => tell('Unpaid', await client.setInvoice({ id, to: 'unpay' })),
  });
  onInvoice({
    name: 'delete',
    description: 'Deletes an invoice in Drupal. The id of the newest invoice is reused.',
    work: async (client, id) => {
      await client.deleteInvoice(id);
      screen.line(`Deleted invoice ${id}.`);
    },
  });

  program
    .command('backup')
    .description('Backs up the site, replacing the previous backup.')
    .addOption(urlOption())
    .action(async ({ url }: UrlOption) => {
      const { backupMadeAt } = await new ControlClient({ url }).backUpSite();
      screen.line(`Backed up the site at ${backupMadeAt}.`);
    });
  program
    .command('restore')
    .description('Restores the backup.')
    .addOption(urlOption())
    .action(async ({ url }: UrlOption) => {
      const { backupMadeAt } = await new ControlClient({ url }).restoreSite();
      screen.line(`Restored the site to ${backupMadeAt}.`);
    });
}
