import { depthLimit } from './json-tree.ts';

/** The relevant parts of valid JSON: strings, to be skipped, and brackets. */
const bracketOrString = /"(?:[^"\\]|\\.)*"|[[\]{}]/gs;

/** Whether this JSON text nests objects and arrays deeper than `depthLimit`. */
export function isTooDeep(json: string): boolean {
  let depth = 0;
  for (const [token] of json.matchAll(bracketOrString)) {
    if (token === '{' || token === '[') depth += 1;
    if (token === '}' || token === ']') depth -= 1;
    if (depth > depthLimit) return true;
  }
  return false;
}
