import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

/** READMEs are shown on npm on their own, where relative links lead nowhere. */
const root = fileURLToPath(new URL('..', import.meta.url));
const home = 'https://github.com/invoice-relay/invoice-relay/';

const published = globSync('{packages,apps}/*/package.json', { cwd: root })
  .filter((path) => JSON.parse(readFileSync(join(root, path), 'utf8')).private !== true)
  .map((path) => join(dirname(path), 'README.md'))
  .toSorted();

test('finds packages', () => {
  expect(published).toContain('packages/core/README.md');
});

test.each(published)('%s links to absolute URLs, and to files that exist', (path) => {
  const links = [...readFileSync(join(root, path), 'utf8').matchAll(/\]\(([^)\s]+)\)/g)].map(
    ([, link]) => String(link),
  );
  expect(links.filter((link) => !/^(?:https:\/\/|#)/.test(link))).toEqual([]);
  const files = links
    .filter((link) => link.startsWith(home))
    .map((link) =>
      link
        .slice(home.length)
        .replace(/^(?:blob|tree)\/main\//, '')
        .replace(/#.*$/, ''),
    );
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
});
