import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { expect, test } from 'vitest';
import { parse } from 'yaml';

import packageJson from '../../package.json' with { type: 'json' };
import { readConfig } from '../../src/operations/config/config.ts';
import { unknownVariables } from '../../src/operations/config/unknown-variables.ts';

interface Service {
  readonly build?: string;
  readonly image?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly stop_grace_period?: string;
  readonly ports?: readonly string[];
  readonly deploy?: { readonly replicas?: number };
}

/** What a user would write into `.env`. */
const given: Readonly<Record<string, string>> = {
  POSTGRES_PASSWORD: 'a-password',
  RELAY_ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64'),
  RELAY_API_KEY: 'an-administrator-key-of-24',
};

function read(name: string): Readonly<Record<string, Service>> {
  const text = readFileSync(new URL(`../../../../${name}`, import.meta.url), 'utf8');
  return (parse(text, { merge: true }) as { services: Record<string, Service> }).services;
}

/** Expands variables as Compose does: `${A}`, `${A:-otherwise}`, `${A:?what to do}`. */
function filled(text: string): string {
  return text.replaceAll(
    /\$\{(\w+)(?::([-?])([^}]*))?\}/g,
    (_, name: string, kind?: string, rest?: string) => {
      const value = given[name];
      if (value !== undefined) return value;
      if (kind === '?') throw new Error(`${name}: ${rest}`);
      return rest ?? '';
    },
  );
}

// Without a container engine, only the format is tested, and that the relay accepts its
// environment.
test.each(['compose.yaml', 'compose.postgres.yaml'])(
  '%s configures relays with variables they accept',
  (name) => {
    const services = read(name);
    const relays = Object.values(services).filter(({ build }) => build !== undefined);
    expect(relays.length).toBeGreaterThan(0);
    for (const relay of relays) {
      const environment = Object.fromEntries(
        Object.entries(relay.environment ?? {}).map(([key, value]) => [key, filled(value)]),
      );
      expect(() => readConfig(environment)).not.toThrow();
      expect(unknownVariables(environment)).toEqual([]);
      expect(relay.stop_grace_period).toBe('15s');
      // From outside only through a proxy.
      for (const port of relay.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
      for (const needed of Object.keys(relay.depends_on ?? {}))
        expect(services).toHaveProperty(needed);
    }
  },
);

test('with PostgreSQL there is one process for the API and two workers, all with the same key', () => {
  const { api, worker, postgres } = read('compose.postgres.yaml');
  expect([api, worker].map((one) => one?.environment?.['RELAY_ROLE'])).toEqual(['api', 'worker']);
  expect(worker?.deploy?.replicas).toBe(2);
  expect(worker?.environment?.['RELAY_ENCRYPTION_KEY']).toBe(
    api?.environment?.['RELAY_ENCRYPTION_KEY'],
  );
  expect(postgres?.ports).toBeUndefined();
});

/** The words of a Dockerfile instruction, such as `CMD ["node", "dist/main.js"]`. */
function dockerfileWords(instruction: RegExp): readonly string[] {
  const text = readFileSync(new URL('../../../../Dockerfile', import.meta.url), 'utf8');
  return JSON.parse(instruction.exec(text)?.[1] ?? '[]') as string[];
}

test('the image starts what the package publishes', () => {
  const words = dockerfileWords(/^CMD (\[.+\])$/m);
  expect(words).toEqual(['node', packageJson.bin['invoice-relay'].replace('./', '')]);
});

test.each([
  [200, 0],
  [503, 1],
])('the image’s health check maps a response %i to an exit code %i', async (status, code) => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(status).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const [node, ...words] = dockerfileWords(/^HEALTHCHECK[^[]+CMD (\[.+\])$/m);
  expect(node).toBe('node');
  const child = spawn(process.execPath, words, { env: { PORT: String(port) } });
  expect((await once(child, 'close'))[0]).toBe(code);
  expect(asked).toEqual(['/readyz']);
  server.close();
});
