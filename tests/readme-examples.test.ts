import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, expect, test } from 'vitest';

/**
 * Type-checks the examples in the published READMEs against the packages, to catch e.g. a removed
 * option or a member that not every event has. Each example continues the previous one, as for a
 * reader.
 */

const root = fileURLToPath(new URL('..', import.meta.url));

/** What the examples expect the reader to provide. */
const givenBy: Readonly<Record<string, string>> = {
  core: `
    declare const json: unknown, rawBody: Uint8Array, apiKey: string, now: number, secrets: string[];
    declare const body: string, headers: Record<string, string>;
    declare const request: { headers: Record<string, string> }, response: { body: Uint8Array };
    declare const random: () => number, signal: AbortSignal, attempt: () => Promise<string>;
    declare const sleep: (milliseconds: number) => Promise<void>;`,
  envoice: `
    declare const authKey: string, authSecret: string, method: string, body: Uint8Array;
    declare const headers: Record<string, string>, credentials: { authKey: string; authSecret: string };
    declare const transport: import('@invoice-relay/core/source').Transport;
    declare const now: () => number, random: () => number;
    declare const sleep: (milliseconds: number) => Promise<void>;`,
  'drupal-invoice': `
    declare const username: string, password: string;`,
  'relay-client': `
    declare const input: import('@invoice-relay/relay-client').NewSubscription;
    declare const host: { request(options: object): Promise<{
      status: number; headers: Record<string, string>; bytes: Uint8Array }> };`,
};

let folder: string;
let complaints: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'readme-examples-'));
  for (const [name, given] of Object.entries(givenBy)) {
    const readme = readFileSync(join(root, 'packages', name, 'README.md'), 'utf8');
    writeFileSync(join(folder, `${name}.ts`), `${given}\n${asOneProgram(readme)}`);
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settings()));
  complaints = compile();
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test.each(Object.keys(givenBy))('the examples of %s compile unchanged', (name) => {
  expect(complaints.split('\n').filter((line) => line.startsWith(`${name}.ts`))).toEqual([]);
});

test('the compiler accepts its settings', () => {
  expect(complaints.split('\n').filter((line) => line.startsWith('error'))).toEqual([]);
});

/** Hoists the imports, and nests each example in a block within that of the previous one. */
function asOneProgram(readme: string): string {
  const examples = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)]
    .map(([, example]) => example ?? '')
    // Excerpts, which omit something.
    .filter((example) => !/^\s*\/\/ …/m.test(example));
  const imports = new Set<string>();
  const bodies = examples.map((example) =>
    example
      .replaceAll(/^import .*?;$/gms, (found) => {
        imports.add(found);
        return '';
      })
      .replaceAll(/^export /gm, ''),
  );
  expect(bodies.length).toBeGreaterThan(0);
  return `${merged(imports)}
    export async function readme() {
      ${bodies.join('\n{')}
      ${'}'.repeat(bodies.length)}`;
}

/** Each name once, since several examples may import the same. */
function merged(imports: ReadonlySet<string>): string {
  const seen = new Set<string>();
  return [...imports]
    .map((one) =>
      one.replace(/\{([^}]*)\}/, (_, names: string) => {
        const fresh = names.split(',').filter((name) => !seen.has(name.trim()));
        for (const name of fresh) seen.add(name.trim());
        return `{${fresh.join(',')}}`;
      }),
    )
    .join('\n');
}

function settings(): object {
  const found = (name: string, of: string): readonly string[] =>
    globSync(join(root, 'packages', of, 'node_modules', name));
  return {
    compilerOptions: {
      target: 'es2024',
      lib: ['es2024', 'esnext.disposable'],
      module: 'esnext',
      moduleResolution: 'bundler',
      customConditions: ['@invoice-relay/source'],
      allowImportingTsExtensions: true,
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: ['node'],
      typeRoots: [join(root, 'node_modules/@types')],
      paths: {
        '@invoice-relay/core/*': [join(root, 'packages/core/src/*/index.ts')],
        '@invoice-relay/envoice/operations': [join(root, 'packages/envoice/src/api/index.ts')],
        '@invoice-relay/envoice/*': [join(root, 'packages/envoice/src/*/index.ts')],
        '@invoice-relay/*': [join(root, 'packages/*/src/index.ts')],
        valibot: found('valibot', 'core'),
        vitest: found('vitest', 'core'),
      },
    },
    include: ['*.ts'],
  };
}

function compile(): string {
  try {
    return execFileSync(join(root, 'node_modules/.bin/tsc'), ['-p', '.', '--pretty', 'false'], {
      cwd: folder,
      encoding: 'utf8',
    });
  } catch (error) {
    return String((error as { readonly stdout?: unknown }).stdout);
  }
}
