import type { AnySource } from '@invoice-relay/core/source';
import * as v from 'valibot';

import { invalid } from '../api/index.ts';
import type { FieldError } from '../api/index.ts';

/** What a connection gives its source. Left out: not to be changed. */
export interface Configuration {
  readonly credentials?: unknown;
  readonly settings?: unknown;
}

/**
 * Checks credentials and settings by the source's own schemas.
 *
 * @returns what the schemas made of them: defaults filled in
 * @throws {ProblemError} 400 with every field that cannot be taken, and no value of any
 */
export function checkConfiguration(options: {
  readonly source: AnySource;
  readonly configuration: Configuration;
}): Configuration {
  const { source, configuration } = options;
  const schemas = { credentials: source.credentialsSchema, settings: source.settingsSchema };
  const checked: { credentials?: unknown; settings?: unknown } = {};
  const errors: FieldError[] = [];
  for (const member of ['credentials', 'settings'] as const) {
    if (configuration[member] === undefined) continue;
    const result = v.safeParse(schemas[member], configuration[member], { message: withoutValue });
    if (result.success) checked[member] = result.output;
    else errors.push(...result.issues.map((issue) => fieldError({ member, issue })));
  }
  if (errors.length > 0) throw invalid(errors);
  return checked;
}

function fieldError(options: {
  readonly member: string;
  readonly issue: v.BaseIssue<unknown>;
}): FieldError {
  const path = v.getDotPath(options.issue);
  return {
    path: path === null ? options.member : `${options.member}.${path}`,
    message: options.issue.message,
  };
}

/** The library's own messages quote what they were given, which may be a secret. */
function withoutValue({ expected, received }: v.BaseIssue<unknown>): string {
  if (expected === 'never') return 'is not known here';
  if (received === 'undefined') return 'is missing';
  return expected === null ? 'cannot be taken' : `must be ${expected}`;
}
