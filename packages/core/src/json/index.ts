export { decodeUtf8 } from './decode.ts';
export { exactNumber, holdsInexactNumber } from './exact-number.ts';
export { jsonValue, setMember } from './json-value.ts';
export { isArray, isObject } from './kinds.ts';
export { isTooDeep } from './nesting.ts';
export { parseJson } from './parse-json.ts';
export type { Numbers, Parsed } from './parse-json.ts';
export { depthLimit, readRawMembers } from './raw-members.ts';
export type { RawMember, RawMembers } from './raw-members.ts';
