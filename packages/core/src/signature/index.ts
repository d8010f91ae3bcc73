export { schemePartSchema, signatureSchemeSchema } from './scheme.ts';
export type { SchemePart, SignatureScheme } from './scheme.ts';
