import { readFileSync } from 'node:fs';

/** What a guide tells its readers to create. */
export interface Guide {
  /** The code blocks with a file name: ```ts title="src/index.ts" */
  readonly files: ReadonlyMap<string, string>;
  /** The names of the packages to install. */
  readonly packages: readonly string[];
}

/** @param base another guide, whose packages and some of whose files the readers are to use too */
export function readGuide(
  path: URL,
  base?: { readonly continues: Guide; readonly files: readonly string[] },
): Guide {
  const text = readFileSync(path, 'utf8');
  const blocks = text.matchAll(/^```\w+ title="([^"]+)"\n(.*?)^```$/gms);
  const installs = text.matchAll(/^npm install (.+)$/gm);
  const { continues, files = [] } = base ?? {};
  const shared = files.map((name): [string, string] => [name, continues?.files.get(name) ?? '']);
  const own = [...blocks].map(([, name = '', content = '']): [string, string] => [name, content]);
  return {
    files: new Map([...shared, ...own]),
    packages: [
      ...(continues?.packages ?? []),
      ...[...installs].flatMap(([, names = '']) =>
        names.split(' ').filter((name) => !/^[-.]/.test(name)),
      ),
    ],
  };
}
