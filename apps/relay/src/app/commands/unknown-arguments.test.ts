import { expect, test } from 'vitest';

import { unknownArguments } from './unknown-arguments.ts';

test.each([
  [
    ['--port', '5000'],
    'There is no option "--port": settings are environment variables. Set PORT instead.',
  ],
  [
    ['--api-key=hunter2'],
    'There is no option "--api-key": settings are environment variables. Set RELAY_API_KEY instead.',
  ],
  [['--prot', '5000'], 'There is no "--prot".'],
  [['adminkey'], 'There is no "adminkey". Did you mean "admin-key"?'],
  [['--versoin'], 'There is no "--versoin". Did you mean "--version"?'],
  [['admin-key', '--name=hunter2'], '"admin-key" does not accept "--name".'],
  [['serve'], 'There is no "serve".'],
  [['help', 'serve'], 'There is no "serve".'],
  [['help', 'adminkey'], 'There is no "adminkey". Did you mean "admin-key"?'],
])('%j', (args, problem) => {
  const commands = ['admin-key', 'migrate', 'move', '--version', '--help'];
  expect(unknownArguments({ args, commands })).toBe(problem);
});
