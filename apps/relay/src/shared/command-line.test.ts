import { expect, test } from 'vitest';

import { commandLine } from './command-line.ts';

test.each([
  {
    how: 'the published command',
    script: '/srv/relay/node_modules/.bin/invoice-relay',
    expected: 'invoice-relay reopen --confirm',
  },
  {
    how: 'the published command, by the path of its file',
    script: '/srv/relay/node_modules/@invoice-relay/relay/dist/main.js',
    expected: 'invoice-relay reopen --confirm',
  },
  {
    how: 'a start in a clone',
    script: '/srv/relay/apps/relay/dist/main.js',
    expected: 'npx -y pnpm@12 relay:reopen --confirm',
  },
  {
    how: 'Node in a container',
    script: '/srv/relay/dist/main.js',
    expected: 'node dist/main.js reopen --confirm',
  },
  {
    how: 'Node in a folder with a space',
    script: '/srv/relay/my apps/main.js',
    expected: 'node "my apps/main.js" reopen --confirm',
  },
  {
    how: 'Node from another folder, which stays private',
    script: '/home/alice/relay/dist/main.js',
    expected: 'invoice-relay reopen --confirm',
  },
])('says how to run a command after $how', ({ script, expected }) => {
  expect(commandLine('reopen --confirm', { script, folder: '/srv/relay' })).toBe(expected);
});
