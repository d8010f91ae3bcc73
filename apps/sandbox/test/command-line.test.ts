import { describe, expect, it } from 'vitest';

import { createProgram } from '../src/command-line/program.ts';
import { startReceiver, startSandbox } from './harness.ts';
import { answer } from './receiver.ts';

/** Runs a command and returns its output. */
async function run(
  words: readonly string[],
  options: { readonly isTTY?: boolean } = {},
): Promise<string> {
  let written = '';
  const output = { isTTY: options.isTTY ?? false, write: (text: string) => (written += text) };
  const sleep = () => new Promise<void>((resolve) => setImmediate(resolve));
  await createProgram({ output, sleep }).parseAsync(words, { from: 'user' });
  return written;
}

describe('activities', () => {
  it('creates one and waits until it is accepted', async () => {
    const { control } = await startSandbox();
    const receiver = await startReceiver();
    await control.register(receiver.url);

    const written = await run(['single', 'Paid', '--invoice', '42', '--url', control.url]);

    const [made] = await control.activities();
    expect(made).toMatchObject({ Type: 11, InvoiceId: 42 });
    expect(written).toBe(
      `Recorded activity ${made?.Id}: ${made?.Message} (${made?.Link})\n` +
        `${receiver.url} has accepted everything.\n`,
    );
    expect(receiver.ids()).toEqual([made?.Id]);
  });

  it('creates one by type number, about an order and an estimation', async () => {
    const { control } = await startSandbox();

    await run(['single', '99', '--order', '5', '--estimation', '6', '--url', control.url]);

    expect((await control.activities())[0]).toMatchObject({
      Type: 99,
      InvoiceId: 0,
      OrderId: 5,
      EstimationId: 6,
    });
  });

  it('creates a burst and shows its progress in a terminal', async () => {
    const { control } = await startSandbox();
    const receiver = await startReceiver();
    await control.register(receiver.url);

    const written = await run(['burst', '--count', '1200', '--url', control.url], { isTTY: true });

    expect(written).toMatch(/Recorded 1,200 activities, \d+ to \d+\.\n/);
    expect(written).toMatch(/[\d,]+ to go, 1 URL\(s\)/);
    expect(written).toMatch(/has accepted everything\.\n$/);
    expect(receiver.calls).toHaveLength(1_200);
  });

  it('creates a month', async () => {
    const { control } = await startSandbox();

    const written = await run(['month', '--url', control.url]);

    const { length } = await control.activities();
    expect(written).toContain(`Recorded ${length.toLocaleString('en')} activities`);
    expect(written).toContain('No URL is registered, so nothing was sent.');
  });

  it('does not wait with --no-wait', async () => {
    const { control } = await startSandbox();
    const receiver = await startReceiver();
    await control.register(receiver.url);
    receiver.behaviour = () => undefined;

    expect(await run(['burst', '--count', '2', '--no-wait', '--url', control.url])).toMatch(
      /^Recorded 2 activities, \d+ to \d+\.\n$/,
    );
  });

  it('reports a URL that is ignored', async () => {
    const { control } = await startSandbox();
    const receiver = await startReceiver({ behaviour: answer(500) });
    await control.register(receiver.url);
    await control.call('PUT', '/control/trouble', { retryDelaysMs: [] });

    expect(await run(['burst', '--count', '2', '--url', control.url])).toContain(
      `${receiver.url} is ignored after 1 failed attempts: 2 activities wait until it responds with 200 (next attempt 2026-11-20T10:00:30.000Z).`,
    );
  });

  it('creates and pays invoices on the Invoice 7 site', async () => {
    const { control } = await startSandbox();
    const url = ['--url', control.url];
    const made = await run(['invoice7', 'new', ...url]);
    expect(made).toMatch(/^Created invoice 20260013 \(id 13\) of \d+\.\d\d\.\n$/);
    expect(await run(['invoice7', 'new', '--count', '1200', ...url])).toBe(
      'Created 1,200 invoices, 14 to 1213.\n',
    );
    expect(await run(['invoice7', 'pay', '13', ...url])).toBe(made.replace('Created', 'Paid'));
    const { body } = await control.call('GET', '/control/invoice7/invoices/13');
    expect(body.paid).toBe(true);
    expect(await run(['invoice7', 'unpay', '13', ...url])).toBe(made.replace('Created', 'Unpaid'));
    const at = '2026-11-20T10:00:00.000Z';
    expect(await run(['invoice7', 'backup', ...url])).toBe(`Backed up the site at ${at}.\n`);
    expect(await run(['invoice7', 'delete', '13', ...url])).toBe('Deleted invoice 13.\n');
    expect(await run(['invoice7', 'new', '--number', '5000', ...url])).toMatch(/20265000/);
    expect(await run(['invoice7', 'restore', ...url])).toBe(`Restored the site to ${at}.\n`);
    await expect(run(['invoice7', 'new', '--number', '5', '--count', '2', ...url])).rejects.toThrow(
      /leave out --count/,
    );
    await expect(run(['invoice7', 'pay', '9999', ...url])).rejects.toThrow(
      /The site has no invoice 9999/,
    );
  });

  it('lists the types', async () => {
    const lines = (await run(['types'])).trimEnd().split('\n');
    expect(lines).toHaveLength(49);
    expect(lines[11]).toBe('11  Paid (invoice)');
  });

  it('prints the sandbox’s error', async () => {
    const { control } = await startSandbox();
    await expect(run(['single', 'Refunded', '--url', control.url])).rejects.toThrow(
      /type must be the name of an activity type/,
    );
  });

  it('explains how to start a sandbox if none is running', async () => {
    const { control, stop } = await startSandbox();
    await stop();
    await expect(run(['month', '--url', control.url])).rejects.toThrow(
      /^No sandbox is running at .* Start one with "npx -y pnpm@12 sandbox"/,
    );
  });

  it('reports a server that is not a sandbox', async () => {
    const receiver = await startReceiver({ behaviour: answer(404) });
    await expect(run(['month', '--url', receiver.url])).rejects.toThrow(/is not a sandbox/);
  });
});
