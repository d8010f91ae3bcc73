import { readFileSync } from 'node:fs';

/** What a guide tells its readers to create. */
export interface Guide {
  /** The code blocks with a file name: ```ts title="src/index.ts" */
  readonly files: ReadonlyMap<string, string>;
  /** The names of the packages to install. */
  readonly packages: readonly string[];
}

export function readGuide(path: URL): Guide {
  const text = readFileSync(path, 'utf8');
  const blocks = text.matchAll(/^```\w+ title="([^"]+)"\n(.*?)^```$/gms);
  const installs = text.matchAll(/^npm install (.+)$/gm);
  return {
    files: new Map([...blocks].map(([, name = '', content = '']) => [name, content])),
    packages: [...installs].flatMap(([, names = '']) =>
      names.split(' ').filter((name) => !/^[-.]/.test(name)),
    ),
  };
}
