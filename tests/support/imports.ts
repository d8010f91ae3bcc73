import type { ParseResult } from 'oxc-parser';

/** What a module imports or exports again, static and dynamic, types included: `./clock.ts`. */
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
