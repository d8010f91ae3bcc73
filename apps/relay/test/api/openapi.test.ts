import { STATUS_CODES } from 'node:http';

import { expect, test } from 'vitest';

import { startTestRelay } from '../support/relay.ts';

// What client generators make of the whole description, with all of its calls.

async function readDocument() {
  await using relay = await startTestRelay();
  return (await relay.call('GET', '/openapi.json')).body;
}

const referencesIn = (part: unknown): string[] =>
  [...JSON.stringify(part).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(
    ([, name = '']) => name,
  );

/** They are short and come in one page. */
const whole = new Set(['/v1/event-types', '/v1/sources']);

test('every paginated list says how to get the next page', async () => {
  const { paths } = await readDocument();
  const lists = Object.keys(paths).filter((path) => {
    const answer = paths[path].get?.responses['200']?.content?.['application/json'];
    return answer?.schema?.properties?.next !== undefined && !whole.has(path);
  });
  expect(lists.length).toBeGreaterThan(5);
  for (const path of lists) {
    const names = paths[path].get.parameters.map(({ name }: { name: string }) => name);
    expect([path, names]).toEqual([path, expect.arrayContaining(['after', 'limit'])]);
  }
});

test('every named schema is used, and none contains itself', async () => {
  const { paths, components } = await readDocument();
  const used = new Set(referencesIn([paths, components]));
  for (const [name, schema] of Object.entries(components.schemas)) {
    expect([name, used.has(name)]).toEqual([name, true]);
    expect(referencesIn(schema)).not.toContain(name);
  }
});

test('every example of a problem has the title of its status', async () => {
  const { paths } = await readDocument();
  const text = JSON.stringify(paths);
  const examples = [...text.matchAll(/"title":"([^"]*)","status":(\d+)/g)];
  expect(examples.length).toBeGreaterThan(100);
  for (const [, title, status = ''] of examples) expect(title).toBe(STATUS_CODES[status]);
});

test('the example of every 404 is what an unknown id gets', async () => {
  await using relay = await startTestRelay();
  const { paths } = (await relay.call('GET', '/openapi.json')).body;
  const bodies: Readonly<Record<string, object>> = {
    '/v1/subscriptions/{id}/test': { eventType: 'invoice.paid' },
  };
  const seen: string[] = [];
  for (const path of Object.keys(paths).filter((one) => one.includes('{id}'))) {
    for (const method of Object.keys(paths[path])) {
      const example =
        paths[path][method].responses['404']?.content['application/problem+json'].example;
      if (example === undefined) continue;
      const body = bodies[path] ?? (method === 'patch' ? {} : undefined);
      const url = path.replace('{id}', 'unknown');
      const answer = await relay.call(method.toUpperCase(), url, body);
      expect([path, method, answer.body]).toEqual([path, method, example]);
      seen.push(path);
    }
  }
  expect(seen.length).toBeGreaterThan(20);
});

test('every tag is described', async () => {
  const { paths, tags } = await readDocument();
  const described = tags.map(({ name }: { name: string }) => name);
  const used = [...JSON.stringify(paths).matchAll(/"tags":\["([^"]+)"\]/g)].map(([, tag]) => tag);
  expect(described.toSorted()).toEqual([...new Set(used)].toSorted());
});
