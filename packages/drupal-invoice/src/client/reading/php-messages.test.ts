import { expect, test } from 'vitest';

import { takePhpMessages } from './php-messages.ts';

test.each<[text: string, rest: string, messages: readonly string[]]>([
  ['null', 'null', []],
  [
    '<br />\n<b>Warning</b>:  Undefined &lt;x&gt; in <b>/a.php</b> on line <b>3</b><br />\nnull',
    'null',
    ['Warning : Undefined <x> in /a.php on line 3'],
  ],
  [
    '\nNotice: a in /a.php on line 3\n\nWarning: b in\n/b.php on line 4\n[]\nPHP Deprecated: c in /c on line 5',
    '[]',
    [
      'Notice: a in /a.php on line 3',
      'Warning: b in /b.php on line 4',
      'PHP Deprecated: c in /c on line 5',
    ],
  ],
  ['Fatal error: Uncaught Error: x', '', ['Fatal error: Uncaught Error: x']],
  [
    'Error\nPDOException: SQLSTATE[HY000]: gone\nmore',
    'Error\nPDOException: SQLSTATE[HY000]: gone\nmore',
    ['PDOException: SQLSTATE[HY000]: gone'],
  ],
  ['A Warning: of people', 'A Warning: of people', []],
])('in %j', (text, rest, messages) => {
  expect(takePhpMessages(text)).toEqual({ rest, messages });
});
