import type { BaseApp, Create, Search, Trigger } from 'zapier-platform-core';

/** Any app, with its triggers, creates and searches. */
export type AnyApp = BaseApp & {
  readonly triggers?: Readonly<Record<string, Trigger>> | undefined;
  readonly creates?: Readonly<Record<string, Create>> | undefined;
  readonly searches?: Readonly<Record<string, Search>> | undefined;
};
