import { existsSync, globSync, mkdtempDisposableSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, test } from 'vitest';

import { readConfig, variableNames } from '../apps/relay/src/operations/config/config.ts';
import { defaultLimits as requestLimits } from '../apps/relay/src/http/limits.ts';
import { defaultLimits as dispatchLimits } from '../apps/relay/src/pipeline/dispatch/limits.ts';
import { quarantineLimits } from '../apps/relay/src/pipeline/quarantine/quarantine-limits.ts';
import { defaultLimits as confirmationLimits } from '../apps/relay/src/pipeline/unconfirmed/limits.ts';
import { startApp } from './support/app-process.ts';

/** What the documentation refers to exists: files, headings, commands, variables, metrics, limits, codes. */

const root = fileURLToPath(new URL('..', import.meta.url));
const home = 'https://github.com/invoice-relay/invoice-relay/';

const pages = globSync(
  '{*.md,docs/**/*.md,{apps,packages}/*/README.md,{bench,findings,vendor}/*.md}',
  {
    cwd: root,
  },
).toSorted();
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

test('finds pages', () => {
  expect(pages).toEqual(
    expect.arrayContaining(['README.md', 'docs/guides/operate.md', 'packages/core/README.md']),
  );
});

describe.each(pages)('%s', (page) => {
  const text = read(page);

  test('links lead to files and headings that exist', () => {
    const links = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !leadsSomewhere(link, page))).toEqual([]);
  });

  test('files that it names exist', () => {
    const paths = [
      ...text.matchAll(/`((?:apps|packages|docs|tests|vendor|findings)\/[\w./-]+)`/g),
    ].map(([, path = '']) => path);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test('commands that it names exist', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const commands = [...text.matchAll(/\bpnpm@12 ([a-z][\w:-]*)/g)].map(([, name = '']) => name);
    const ofPnpm = new Set(['exec', 'install', 'pack', 'changeset']);
    expect(commands.filter((name) => !ofPnpm.has(name) && !(name in scripts))).toEqual([]);
  });
});

describe('environment variables', () => {
  const guides = ['run-the-relay', 'postgresql', 'traces'].map((name) =>
    read(`docs/guides/${name}.md`),
  );
  const row = /^\| (`[A-Z][A-Z_`, …]+)(?: and [^|]+)? \| ([^|]+) \|/gm;
  const rows = guides.flatMap((guide) =>
    [...guide.matchAll(row)].map(([, names = '', usual = '']) => ({ names, usual })),
  );

  test('all are described, and no others', () => {
    const known = [...variableNames, ...passedOnToOpenTelemetry];
    const inTables = rows.flatMap(({ names }) => namesIn(names));
    const others = guides.flatMap((guide) =>
      [...guide.matchAll(/`([A-Z_]+)(?:=[^`]*)?`/g)].map(([, name = '']) => name),
    );
    expect(inTables.filter((name) => !known.includes(name))).toEqual([]);
    expect(known.filter((name) => ![...inTables, ...others].includes(name))).toEqual([]);
  });

  test('their defaults are those of the relay', () => {
    const usual = Object.fromEntries(
      rows.flatMap(({ names, usual: text }) =>
        namesIn(names).flatMap((name) => {
          const value = /^`([^`]+)`$/.exec(text.trim())?.[1];
          return value === undefined ? [] : [[name, value]];
        }),
      ),
    );
    // With the defaults written out, the configuration is the same as with nothing set.
    const { RELAY_ENCRYPTION_KEY: _, ...written } = usual;
    expect(Object.keys(written).length).toBeGreaterThan(20);
    expect(readConfig(written)).toEqual(readConfig({}));
    const onPostgres = {
      DATABASE_URL: 'postgres://db/relay',
      RELAY_ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318',
    };
    expect(readConfig({ ...written, ...onPostgres })).toEqual(readConfig(onPostgres));
  });
});

test('the guide to metrics lists those that a relay serves, in the words of the relay', async () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'docs-'));
  await using relay = await startApp({
    app: 'relay',
    folder: folder.path,
    environment: {
      RELAY_API_KEY: 'administrator-key-of-the-docs',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
    },
  });
  const text = await (await fetch(`${relay.url}/metrics`)).text();
  const served = [...text.matchAll(/^# HELP (invoice_relay_\w+) (.*)$/gm)];
  const listed = [...read('docs/guides/metrics.md').matchAll(/^\| `(\w+)` \|[^|]*\| (.*) \|$/gm)];
  const named = (found: readonly RegExpExecArray[]) =>
    Object.fromEntries(found.map(([, name = '', help = '']) => [name, help]));
  expect(named(listed)).toEqual(named(served));
});

test('limits in the guides are those of the relay', () => {
  const { guaranteed, shared } = dispatchLimits.attempts;
  const { signIns, signInsPerAddress } = requestLimits;
  const { count, bytes, unauthenticated } = quarantineLimits;
  const number = (value: number) => value.toLocaleString('en');
  const limits = {
    'run-the-relay': [
      `${guaranteed} concurrent attempts reserved for it, and shares ${shared} more`,
      `${signInsPerAddress.max} a minute per address and ${signIns.max} in total`,
    ],
    operate: [
      `${number(count)} requests or ${bytes / 1024 / 1024} MiB of this connection`,
      `(${number(unauthenticated)} that aren't authentic)`,
      `${number(confirmationLimits.maxWaiting)} activities of this connection wait`,
    ],
    'connect-envoice': [`at most ${number(confirmationLimits.maxWaiting)} per connection`],
  };
  for (const [guide, phrases] of Object.entries(limits)) {
    const text = read(`docs/guides/${guide}.md`);
    expect(phrases.filter((phrase) => !text.includes(phrase))).toEqual([]);
  }
});

test('the codes of responses that the guide to operation explains are codes of the relay', () => {
  const source = globSync('{apps/relay,packages/core}/src/**/*.ts', { cwd: root })
    .map(read)
    .join('\n');
  const rows = read('docs/guides/operate.md').match(/^\| (?:4\d\d|503) .*$/gm) ?? [];
  const codes = rows.flatMap((row) =>
    [...row.matchAll(/`([a-z]+(?:_[a-z]+)*)`/g)].map(([, code = '']) => code),
  );
  expect(codes).toContain('storage_unavailable');
  expect(codes.filter((code) => !source.includes(`'${code}'`))).toEqual([]);
});

/** Read by the exporter itself. */
const passedOnToOpenTelemetry = [
  'OTEL_EXPORTER_OTLP_HEADERS',
  'OTEL_EXPORTER_OTLP_TIMEOUT',
  'OTEL_EXPORTER_OTLP_COMPRESSION',
  'OTEL_EXPORTER_OTLP_CERTIFICATE',
  'OTEL_RESOURCE_ATTRIBUTES',
];

/** ``OTEL_EXPORTER_OTLP_TIMEOUT`, `_COMPRESSION`` are two. */
function namesIn(text: string): readonly string[] {
  const [first = '', ...more] = [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
  return [
    first,
    ...more.map((name) => name.replace(/^…?_/, () => `${first.slice(0, first.lastIndexOf('_'))}_`)),
  ];
}

function withoutCode(text: string): string {
  return text.replaceAll(/^\s*```.*?^\s*```$/gms, '');
}

function leadsSomewhere(link: string, page: string): boolean {
  const inRepository = link.startsWith(home)
    ? link.slice(home.length).replace(/^(?:blob|tree)\/main\//, '/')
    : link;
  if (/^[a-z]+:/.test(inRepository)) return true;
  const [path = '', anchor] = inRepository.split('#');
  const base = path.startsWith('/') ? root : join(root, dirname(page));
  const target = path === '' ? join(root, page) : resolve(base, path.replace(/^\//, ''));
  if (!existsSync(target)) return false;
  return anchor === undefined || anchorsOf(target).includes(anchor);
}

/** In GitHub's format. */
function anchorsOf(path: string): readonly string[] {
  const headings = withoutCode(readFileSync(path, 'utf8')).match(/^#{1,6} .*$/gm) ?? [];
  return headings.map((heading) =>
    heading
      .replace(/^#+ /, '')
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
