import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import type { Stage } from '../support/stage.mts';

/** What people download. */
export function tarballCases({ tarball }: Stage): void {
  describe('The tarball', () => {
    test('it holds what n8n loads, and nothing else', () => {
      const superfluous = tarball.files.filter(
        (file) =>
          !/^(package\.json|README\.md|LICENSE)$/.test(file) &&
          !/^dist\/(nodes\/\w+\/\w+\.node\.(js|json)|credentials\/\w+\.credentials\.js|icons\/[\w.-]+\.svg)$/.test(
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
