export { sourceContract } from './source-contract.ts';
export type { ContractCase, LeftOut, SourceContract } from './contract-case.ts';
export type {
  ActivityFixture,
  LearnContractOptions,
  LearnFixture,
  SignOptions,
  SourceContractOptions,
  UnknownActivityFixture,
  WebhookContractOptions,
} from './contract-options.ts';
export type {
  BackfillContractOptions,
  ConfirmContractOptions,
  ConfirmFixture,
  EnrichContractOptions,
  ExpectedActivity,
  ExpectedEvent,
  PollChange,
  PollContractOptions,
  StandInVendor,
  VendorContractOptions,
  VendorRuntime,
} from './vendor-options.ts';
export { createPollMemory } from './poll-memory.ts';
export type { TestPollMemory } from './poll-memory.ts';
export { pollUntilDone } from './poll-until-done.ts';
export type { PollRun, PollUntilDoneOptions } from './poll-until-done.ts';
export { nonsenseBodies } from './nonsense-bodies.ts';
export { buildRequest } from './request.ts';
export { createFakeClock } from './fake-clock.ts';
export type { FakeClock } from './fake-clock.ts';
export { createSourceOptions } from './source-options.ts';
