import type { ParseResult } from 'oxc-parser';

/**
 * Returns the specifiers that a module imports or re-exports, static and dynamic, including types,
 * e.g. `./clock.ts`.
 */
export function importsIn({ module }: ParseResult, text: string): readonly string[] {
  return [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
    ...module.dynamicImports.flatMap(
      ({ moduleRequest }) =>
        /^['"](.*)['"]$/.exec(text.slice(moduleRequest.start, moduleRequest.end))?.[1] ?? [],
    ),
  ];
}
