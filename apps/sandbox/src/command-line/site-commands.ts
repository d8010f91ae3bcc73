import type { Command } from 'commander';

import type { SiteInvoiceControlView } from '../control/site-invoice-view.ts';
import { ControlClient } from './control-client.ts';
import { formatCount, type Screen } from './screen.ts';
import { urlOption, wholeNumber } from './words.ts';

interface UrlOption {
  readonly url: string;
}

/** What happens at the Invoice 7 site. It tells nobody: a relay finds it when it asks. */
export function addSiteCommands(options: {
  readonly program: Command;
  readonly screen: Screen;
}): void {
  const { screen } = options;
  const program = options.program
    .command('invoice7')
    .description('Makes and pays invoices at the Invoice 7 site, which tells nobody of it.');
  const tell = (did: string, { id, number, total }: SiteInvoiceControlView) =>
    screen.line(`${did} invoice ${number} (id ${id}) of EUR ${total}.`);

  program
    .command('new')
    .description('A new invoice, made up, or many.')
    .option('--count <number>', 'how many, up to 100000', wholeNumber, 1)
    .addOption(urlOption())
    .action(async ({ url, count }: UrlOption & { readonly count: number }) => {
      const client = new ControlClient({ url });
      if (count === 1) return tell('Made', await client.makeInvoice());
      const made = await client.makeInvoices({ count });
      screen.line(`Made ${formatCount(made.count)} invoices, ${made.firstId} to ${made.lastId}.`);
    });

  program
    .command('pay')
    .description('Somebody pays.')
    .argument('<id>', 'of the invoice', wholeNumber)
    .addOption(urlOption())
    .action(async (id: number, { url }: UrlOption) =>
      tell('Paid', await new ControlClient({ url }).payInvoice(id)),
    );
}
