import { createScanner } from 'jsonc-parser';

import { depthLimit } from './raw-members.ts';
import { Token } from './token.ts';

/** Does this JSON text nest objects and arrays deeper than `depthLimit`? */
export function isTooDeep(json: string): boolean {
  const scanner = createScanner(json, true);
  let depth = 0;
  for (let token: number = scanner.scan(); token !== Token.End; token = scanner.scan()) {
    if (token === Token.OpenBrace || token === Token.OpenBracket) depth += 1;
    if (token === Token.CloseBrace || token === Token.CloseBracket) depth -= 1;
    if (depth > depthLimit) return true;
  }
  return false;
}
