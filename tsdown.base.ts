import { defineConfig } from 'tsdown';

/** How packages that run everywhere are built: ESM with types, no platform assumed. */
export function purePackage(entry: Readonly<Record<string, string>>) {
  return defineConfig({
    entry: { ...entry },
    platform: 'neutral',
    dts: true,
    deps: { neverBundle: [/^node:/] },
  });
}

/** How apps are built: ESM for Node, dependencies left where they are installed. */
export function nodeApp(entry: Readonly<Record<string, string>>) {
  return defineConfig({
    entry: { ...entry },
    platform: 'node',
    target: 'node22',
    dts: false,
    sourcemap: true,
    fixedExtension: false,
  });
}

/**
 * How Zapier apps are built: one ESM file that includes all of our packages, read from source, so
 * that a build needs no other build before. Zapier brings its own runtime.
 */
export function zapierApp(entry: Readonly<Record<string, string>>) {
  return defineConfig({
    entry: { ...entry },
    platform: 'node',
    target: 'node22',
    dts: false,
    fixedExtension: false,
    inputOptions: {
      resolve: {
        conditionNames: ['@invoice-relay/source', 'node', 'import', 'default'],
        mainFields: ['module', 'main'],
      },
    },
    deps: {
      neverBundle: [/^node:/, 'zapier-platform-core'],
      alwaysBundle: [/./],
      onlyBundle: false,
    },
  });
}
