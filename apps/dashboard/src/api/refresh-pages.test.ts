import { expect, test } from 'vitest';

import { isOldIn, refreshPages } from './refresh-pages.ts';
import type { LoadedPage } from './refresh-pages.ts';

const pageSize = 5;

/** A list whose items are their own positions, as the relay pages through it. */
function startList(positions: readonly number[]) {
  const items = new Set(positions);
  const common = { keyOf: String, pageSize };
  const sorted = () => [...items].toSorted((one, other) => one - other);
  let pages: readonly LoadedPage<number>[] = [];
  const list = {
    items,
    sorted,
    requests: 0,
    /** A page of large items has fewer than fit. */
    largestPage: pageSize,
    pages: () => pages,
    shown: () => pages.flatMap(({ data }) => data),
    async more() {
      const refresh = refreshPages({ known: pages, ...common, inView: undefined, onlyOld: false });
      const after = pages.at(-1)?.next ?? null;
      pages = [...pages, await refresh(pages.length, async () => load(after))];
    },
    /** @param first, last the rows in view */
    async refresh(first: number, last: number, { onlyOld = false } = {}) {
      const inView = list.shown().length === 0 ? undefined : { first, last };
      const refresh = refreshPages({ known: pages, ...common, inView, onlyOld });
      const refreshed: LoadedPage<number>[] = [];
      let after: string | null = null;
      do {
        const from: string | null = after;
        const page = await refresh(refreshed.length, async () => load(from));
        refreshed.push(page);
        after = page.next;
      } while (after !== null && refreshed.length < pages.length);
      pages = refreshed;
    },
    /** Like a page whose rows stay in view until they are up to date. */
    async lookAt(first: number, last: number) {
      for (let rounds = 0; isOldIn(pages, { first, last }); rounds += 1) {
        expect(rounds).toBeLessThanOrEqual(pages.length);
        await list.refresh(first, last, { onlyOld: true });
      }
    },
  };
  function load(after: string | null) {
    list.requests += 1;
    const rest = sorted().filter((position) => after === null || position > Number(after));
    const data = rest.slice(0, list.largestPage);
    return { data, next: rest.length > data.length ? String(data.at(-1)) : null };
  }
  return list;
}

async function deepList(pages: number) {
  const list = startList(Array.from({ length: (pages + 3) * pageSize }, (_, index) => index));
  for (let count = 0; count < pages; count += 1) await list.more();
  list.requests = 0;
  return list;
}

const upTo = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => from + index);

test('new items at the top are requested once, and push the others down', async () => {
  const list = await deepList(4);
  list.items.add(-1).add(-2);
  await list.refresh(0, 2);
  expect(list.requests).toBe(1);
  expect(list.shown()).toEqual(upTo(-2, 20));
});

test('items that have left are not shown again', async () => {
  const list = await deepList(4);
  for (const gone of upTo(0, 7)) list.items.delete(gone);
  await list.refresh(0, 2);
  expect(list.requests).toBe(1);
  expect(list.shown()).toEqual(upTo(7, 20));
});

test('a list whose end is in view requests only its end', async () => {
  const list = await deepList(4);
  list.items.delete(17);
  list.items.add(-1);
  await list.refresh(17, 19);
  expect(list.requests).toBe(1);
  expect(list.shown()).toEqual([...upTo(0, 17), ...upTo(18, 21)]);
});

test('however many items are new, none is missing where the list is looked at', async () => {
  const list = await deepList(4);
  for (const added of upTo(-32, 0)) list.items.add(added);
  await list.refresh(0, 2);
  expect(list.requests).toBe(1);
  expect(list.shown().slice(0, pageSize)).toEqual(upTo(-32, -27));
  await list.lookAt(4, 9);
  expect(list.shown().slice(0, 10)).toEqual(upTo(-32, -22));
});

test('a list does not grow with what is new', async () => {
  const list = await deepList(4);
  for (const added of upTo(1, 1_000)) {
    list.items.add(-added);
    await list.refresh(0, 2);
  }
  expect(list.requests).toBe(999);
  expect(list.shown()).toHaveLength(4 * pageSize);
  expect(list.shown()).toEqual(list.sorted().slice(0, list.shown().length));
});

test('an old page is requested once when it is scrolled to', async () => {
  const list = await deepList(4);
  await list.refresh(0, 2);
  list.requests = 0;
  await list.lookAt(7, 8);
  await list.lookAt(0, 2);
  await list.lookAt(7, 8);
  expect(list.requests).toBe(1);
});

test('an empty list is refreshed', async () => {
  const list = startList([]);
  await list.more();
  list.items.add(1);
  await list.refresh(0, 0);
  expect(list.shown()).toEqual([1]);
});

test.each(
  upTo(1, 21).flatMap((seed) => [[seed, 'full pages'] as const, [seed, 'short ones'] as const]),
)('no item is doubled, missing or outdated in view (%d, %s)', async (seed, pages) => {
  const short = pages === 'short ones';
  let state = seed;
  const below = (limit: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * limit);
  };
  const list = await deepList(1 + below(6));
  for (let step = 0; step < 60; step += 1) {
    for (let changes = below(8); changes > 0; changes -= 1) {
      const place = [-step - changes / 10, below(40), below(400) / 10][below(3)] ?? 0;
      if (below(2) === 0) list.items.add(place);
      else list.items.delete(list.sorted()[below(list.items.size)] ?? 0);
    }
    const first = below(list.shown().length);
    const last = Math.min(first + below(4), list.shown().length - 1);
    const { requests } = list;
    list.largestPage = short ? 1 + below(pageSize) : pageSize;
    await list.refresh(first, last);
    await list.lookAt(first, last);
    const shown = list.shown();
    expect(new Set(shown).size).toBe(shown.length);
    const seen = shown.slice(first, last + 1);
    const real = list.sorted();
    expect(real).toEqual(expect.arrayContaining(seen));
    expect(seen).toEqual(seen.toSorted((one, other) => one - other));
    const [start = Number.POSITIVE_INFINITY] = seen;
    const end = seen.at(-1) ?? start;
    const between = real.filter((position) => position >= start && position <= end);
    expect(shown).toEqual(expect.arrayContaining(between));
    if (below(4) === 0 && (list.pages().at(-1)?.next ?? null) !== null) await list.more();
    expect(list.requests - requests).toBeLessThan(short ? 20 : 10);
  }
  // Scrolled through once, the whole list is right.
  await list.refresh(0, 0);
  for (let row = 0; row < list.shown().length; row += 1) await list.lookAt(row, row);
  expect(list.shown()).toEqual(list.sorted().slice(0, list.shown().length));
});
