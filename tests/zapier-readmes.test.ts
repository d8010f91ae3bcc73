import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from 'vitest';

import drupalInvoice from '../packages/zapier-drupal-invoice/src/index.ts';
import envoice from '../packages/zapier-envoice/src/index.ts';
import type { Json } from './support/ask.ts';

/** The contents of the Zapier apps' READMEs, and the targets of the links that Zapier shows. */

const root = fileURLToPath(new URL('..', import.meta.url));
const home = 'https://github.com/invoice-relay/invoice-relay/';

describe.each<[string, Json]>([
  ['packages/zapier-envoice', envoice],
  ['packages/zapier-drupal-invoice', drupalInvoice],
])('%s', (folder, app) => {
  const readme = readFileSync(`${root}${folder}/README.md`, 'utf8');

  test('names every visible step', () => {
    const labels = ['triggers', 'creates', 'searches']
      .flatMap((kind) => Object.values<Json>(app[kind]))
      .filter(({ display }) => display.hidden !== true)
      .map(({ display }) => display.label);
    expect(labels.length).toBeGreaterThan(5);
    expect(labels.filter((label) => !readme.includes(label))).toEqual([]);
  });

  test('names every field of the connection', () => {
    const labels = app.authentication.fields.map(({ label }: Json) => label);
    expect(labels.filter((label: string) => !readme.includes(label))).toEqual([]);
  });

  test('links into this repository have a target, including the heading', () => {
    const texts = [readme, JSON.stringify(app.authentication), JSON.stringify(app.triggers)];
    const links = new Set(
      texts.flatMap((text) =>
        [...text.matchAll(/https:\/\/github\.com\/invoice-relay\/[^)\s"\\`,]+/g)].map(
          ([link]) => link,
        ),
      ),
    );
    const inside = [...links].filter((link) => link.startsWith(`${home}blob/main/`));
    expect(inside.length).toBeGreaterThan(1);
    expect(inside.filter((link) => !leadsSomewhere(link))).toEqual([]);
  });
});

function leadsSomewhere(link: string): boolean {
  const [path = '', anchor] = link.slice(`${home}blob/main/`.length).split('#');
  if (!existsSync(`${root}${path}`)) return false;
  if (anchor === undefined) return true;
  const headings = readFileSync(`${root}${path}`, 'utf8').match(/^#+ .*$/gm) ?? [];
  return headings.map(anchorOf).includes(anchor);
}

/** In GitHub's format. */
function anchorOf(heading: string): string {
  return heading
    .replace(/^#+ /, '')
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-');
}
