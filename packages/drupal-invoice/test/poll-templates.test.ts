import { expect, test } from 'vitest';

import { createTestHost, user } from './support/poll-host.ts';

test("a template's user: other invoices are skipped, with one notice", async () => {
  const host = createTestHost();
  const { site } = host;
  site.users.set(user.username, { password: user.password, templates: ['default'] });
  site.add();
  site.add({ template: 'other' });
  expect(await host.poll()).toEqual([]);
  site.add({ template: 'other' });
  site.add();
  expect(await host.poll()).toEqual(['new 4']);
  expect(host.steps.at(-1)).toMatchObject({
    unreadable: [],
    notice: expect.stringMatching(/the template other, which relay may not read.*API root user/),
  });
  site.add({ template: 'other' });
  site.press(3, 'paid');
  site.press(4, 'paid');
  const before = site.asked.length;
  expect(await host.poll()).toEqual(['paid 4']);
  // The other template is not requested again.
  expect(site.asked.length - before).toBe(2);
  // Neither the one that turned out to be forbidden, nor the one that existed before.
  site.remove(2, 3);
  expect(await host.poll()).toEqual([]);

  // Once permission is granted, changes are reported from then on.
  site.users.set(user.username, { password: user.password, templates: 'all' });
  site.press(5, 'paid');
  expect(await host.poll({ requested: true })).toEqual(['paid 5']);
  expect(host.steps.at(-1)?.notice).toBeUndefined();
});

test('an invoice that could never be read is not reported when it is deleted, even with permission', async () => {
  const host = createTestHost();
  const { site } = host;
  site.users.set(user.username, { password: user.password, templates: ['default'] });
  await host.poll();
  site.add({ template: 'other' });
  await host.poll();
  site.users.set(user.username, { password: user.password, templates: 'all' });
  host.clock.advance(2 * 3_600_000);
  site.add({ template: 'other' });
  expect(await host.poll()).toEqual(['new 2']);
  site.remove(1);
  expect(await host.poll()).toEqual([]);
});

test('a permission that is granted is noticed within an hour, without a request', async () => {
  const host = createTestHost();
  const { site } = host;
  site.users.set(user.username, { password: user.password, templates: ['default'] });
  site.add({ template: 'other' });
  await host.poll();
  site.press(1, 'paid');
  expect(await host.poll()).toEqual([]);
  site.users.set(user.username, { password: user.password, templates: 'all' });
  host.clock.advance(3_600_000);
  site.press(1, 'unpaid');
  expect(await host.poll()).toEqual(['unpaid 1']);
  expect(host.steps.at(-1)?.notice).toBeUndefined();
});

test.each([
  [['default'], 'default'],
  [['default', 'other'], null],
])('of the templates %j the site is asked for %s', async (templates, asked) => {
  const host = createTestHost({ settings: { templates } });
  const queries: (string | null)[] = [];
  host.site.trouble = ({ url }) => {
    queries.push(new URL(url).searchParams.get('template'));
    return undefined;
  };
  await host.poll();
  expect(queries).toEqual([asked]);
});

test('templates: only these are watched, and a new one brings no flood', async () => {
  const host = createTestHost({ settings: { templates: ['default'] }, startFrom: 'beginning' });
  const { site } = host;
  site.add();
  site.add({ template: 'other' });
  expect(await host.poll()).toEqual(['new 1']);
  site.add({ template: 'other' });
  expect(await host.poll()).toEqual([]);
  expect(host.requests).toBe(1);
  host.settings = { templates: ['default', 'other'] };
  expect(await host.poll()).toEqual([]);
  site.add({ template: 'other' });
  site.press(2, 'paid');
  expect(await host.poll()).toEqual(['paid 2', 'new 4']);
  // One that is no longer watched is not a deletion, even if it is deleted as well.
  host.settings = { templates: ['default'] };
  site.remove(4);
  expect(await host.poll()).toEqual([]);
  site.edit(1, { template: 'other' });
  expect(await host.poll()).toEqual([]);
});

test('templates: a deletion while the first list with a new one is read brings no flood', async () => {
  const host = createTestHost({ settings: { templates: ['default'], pageSize: 10 } });
  const { site } = host;
  for (let id = 1; id <= 30; id += 1) site.add({ template: id === 1 ? 'default' : 'other' });
  await host.poll();
  host.settings = { pageSize: 10 };
  let pages = 0;
  site.trouble = (_, path) => {
    if (path === '/invoice/api/invoice.json') pages += 1;
    if (pages === 2) site.remove(1);
    return undefined;
  };
  // Invoice 11 slipped to a page that had been read.
  expect(await host.poll()).toEqual([]);
  expect(await host.poll()).toEqual(['deleted 1']);
  site.press(11, 'paid');
  expect(await host.poll()).toEqual(['paid 11']);
});

test('templates: a lower id is a new invoice as long as the same ones are watched', async () => {
  const settings = { templates: ['default', 'second'], pageSize: 10 };
  const host = createTestHost({ settings });
  const { site } = host;
  for (let id = 100; id < 130; id += 1) site.add({ id });
  await host.poll();
  await host.poll();
  site.add({ id: 50 });
  expect(await host.poll()).toEqual(['new 50']);
});

test.each([9, 10, 11, 20, 30])(
  'templates: a list of %d invoices is read to its end, wherever the unwatched ones are',
  async (count) => {
    const settings = { templates: ['default', 'second'], pageSize: 10 };
    const host = createTestHost({ settings, startFrom: 'beginning' });
    const { site } = host;
    const template = (id: number): string => (id % 2 === 0 || id > 10 ? 'other' : 'default');
    for (let id = 1; id <= count; id += 1) site.add({ template: template(id) });
    const reported = ['new 1', 'new 3', 'new 5', 'new 7', 'new 9'];
    expect(await host.poll({ maxSteps: 10 })).toEqual(reported);
    expect(await host.poll({ maxSteps: 10 })).toEqual([]);
    site.remove(3);
    site.add({ template: 'second' });
    expect(await host.poll({ maxSteps: 10 })).toEqual(['deleted 3', `new ${count + 1}`]);
  },
);

test('a misspelled template is reported', async () => {
  const host = createTestHost({ settings: { templates: ['defualt'] } });
  host.site.add();
  await host.poll();
  expect(host.steps.at(-1)?.notice).toContain('no invoices of defualt');
});
