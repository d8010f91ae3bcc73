import { gzipSync } from 'node:zlib';

import type { Plugin, Rolldown } from 'vite';

/**
 * Measures the gzipped size of what a browser loads to show the first page (the document, its
 * scripts and styles, and those of the first page), and fails the build if it exceeds the limit.
 */
export function limitFirstLoad(options: {
  /** The HTML document. */
  readonly entry: string;
  /** Source file of the page that is opened first. */
  readonly page: string;
  readonly limitBytes: number;
}): Plugin {
  const { entry, page, limitBytes } = options;
  return {
    name: 'limit-first-load',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_output, bundle) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
        const first = [entry, page].map((path) => {
          const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(`/${path}`));
          return chunk ?? this.error(`No chunk was built of ${path}: is it loaded with import()?`);
        });
        const files = [entry, ...filesOf(first, bundle)];
        const sizes = files.map((name) => ({ name, bytes: gzippedSize(bundle[name]) }));
        const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
        const list = sizes.map(({ name, bytes }) => `  ${kilobytes(bytes)}  ${name}`).join('\n');
        const text = `First load, gzipped: ${kilobytes(total)} of at most ${kilobytes(limitBytes)}\n${list}`;
        if (total > limitBytes) this.error(text);
        this.info(text);
      },
    },
  };
}

/** Returns the chunks, everything they import statically, and the styles of both. */
function filesOf(first: readonly Rolldown.OutputChunk[], bundle: Rolldown.OutputBundle): string[] {
  const names = new Set(first.map(({ fileName }) => fileName));
  // Iterating a set also visits the values added during iteration.
  for (const name of names) {
    const chunk = bundle[name];
    if (chunk?.type !== 'chunk') continue;
    for (const imported of chunk.imports) names.add(imported);
    for (const css of chunk.viteMetadata?.importedCss ?? []) names.add(css);
  }
  return [...names];
}

function gzippedSize(file: Rolldown.OutputAsset | Rolldown.OutputChunk | undefined): number {
  if (file === undefined) return 0;
  return gzipSync(file.type === 'chunk' ? file.code : file.source, { level: 9 }).length;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1_000).toFixed(1).padStart(5)} kB`;
}
