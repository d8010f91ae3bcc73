import { depthLimit } from './json-tree.ts';

/** What counts in a text of valid JSON: strings, to be passed over, and brackets. */
const bracketOrString = /"(?:[^"\\]|\\.)*"|[[\]{}]/gs;

/** Does this JSON text nest objects and arrays deeper than `depthLimit`? */
export function isTooDeep(json: string): boolean {
  let depth = 0;
  for (const [token] of json.matchAll(bracketOrString)) {
    if (token === '{' || token === '[') depth += 1;
    if (token === '}' || token === ']') depth -= 1;
    if (depth > depthLimit) return true;
  }
  return false;
}
