export { sourceContract } from './source-contract.ts';
export type { ContractCase, LeftOut, SourceContract } from './contract-case.ts';
export type {
  ActivityFixture,
  SignOptions,
  SourceContractOptions,
  UnknownActivityFixture,
  WebhookContractOptions,
} from './contract-options.ts';
export { nonsenseBodies } from './nonsense-bodies.ts';
export { buildRequest } from './request.ts';
export { createFakeClock } from './fake-clock.ts';
export type { FakeClock } from './fake-clock.ts';
export { createSourceOptions } from './source-options.ts';
