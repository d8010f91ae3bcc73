export { models } from './models.gen.ts';
export { operations } from './operations.gen.ts';
export type { OperationId } from './operations.gen.ts';
export { resourceNames } from './operation.ts';
export type {
  ResponseKind,
  JsonSchema,
  Operation,
  OperationResponse,
  OperationBody,
  OperationParameter,
  ResourceName,
  SchemaOrName,
} from './operation.ts';
