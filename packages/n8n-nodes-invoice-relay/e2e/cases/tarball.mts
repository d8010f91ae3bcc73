import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { callOk } from '../support/http.mts';
import { packageName } from '../support/pack.mts';
import type { Stage } from '../support/stage.mts';

/** Covers the published tarball. */
export function tarballCases({ tarball, n8n: server }: Stage): void {
  describe('The tarball', () => {
    test('it holds what n8n loads, and nothing else', () => {
      const superfluous = tarball.files.filter(
        (file) =>
          !/^(package\.json|README\.md|LICENSE)$/.test(file) &&
          !/^dist\/(nodes\/\w+\/(\w+\.node\.(js|json)|__schema__\/[\w./]+\.json)|credentials\/\w+\.credentials\.js|icons\/[\w.-]+\.svg)$/.test(
            file,
          ),
      );
      assert.deepEqual(superfluous, []);
    });

    test('it names all that it has, and has all that it names', async () => {
      const { n8n, dependencies } = await packageJson();
      const named = [...n8n.nodes, ...n8n.credentials].toSorted();
      const built = tarball.files.filter((file) => /\.(node|credentials)\.js$/.test(file));
      assert.deepEqual(named, built.toSorted());
      assert.equal(dependencies, undefined, 'it has no dependencies');
    });

    test('n8n shows what nodes give before they have run', async () => {
      const paths = [
        'invoiceRelayTrigger/2.0.0',
        'invoiceRelayPollingTrigger/2.0.0',
        'envoiceTrigger/1.0.0',
        'invoiceRelay/2.0.0/event/getMany',
        'envoice/2.0.0/invoice/get',
      ];
      for (const path of paths) {
        const url = `${server.url}/schemas/${packageName}.${path}.json`;
        const { properties } = await callOk<{ properties: object }>({ url });
        assert.notDeepEqual(properties, {}, path);
      }
    });

    const packageJson = async () =>
      JSON.parse(await readFile(join(tarball.folder, 'package.json'), 'utf8')) as {
        readonly dependencies?: unknown;
        readonly n8n: {
          readonly nodes: readonly string[];
          readonly credentials: readonly string[];
        };
      };
  });
}
