import { SourceError } from '@invoice-relay/core/errors';
import type { AnySource } from '@invoice-relay/core/source';
import * as v from 'valibot';

import { pluginFailed } from '../../shared/plugin-fault.ts';
import { describeIssues } from '../../shared/problems/describe-issue.ts';
import { invalid } from '../../shared/problems/problem.ts';
import type { FieldError } from '../../shared/problems/problem.ts';

/** The configuration of a source. Omitted parts are not to be changed. */
export interface Configuration {
  readonly credentials?: unknown;
  readonly settings?: unknown;
}

/**
 * Validates credentials and settings against the source's own schemas.
 *
 * @returns the schemas' output: with defaults filled in
 * @throws {ProblemError} 400 with every invalid field, and without any value
 * @throws {SourceError} if a schema itself fails
 */
export function checkConfiguration(options: {
  readonly source: AnySource;
  readonly configuration: Configuration;
}): Configuration {
  const { source, configuration } = options;
  const checked: { credentials?: unknown; settings?: unknown } = {};
  const errors: FieldError[] = [];
  for (const member of ['credentials', 'settings'] as const) {
    if (configuration[member] === undefined) continue;
    const result = read(source, member, configuration[member]);
    if (result.success) checked[member] = result.output;
    else errors.push(...describeIssues(result.issues).map((error) => within(member, error)));
  }
  if (errors.length > 0) throw invalid(errors);
  return checked;
}

/** By plugin code. What its errors say stays in the log: it may repeat a secret. */
function read(source: AnySource, member: 'credentials' | 'settings', value: unknown) {
  try {
    const result = v.safeParse(source[`${member}Schema`], value);
    if (result.success && JSON.stringify(result.output) === undefined) {
      throw new TypeError('it returned nothing that can be stored');
    }
    return result;
  } catch (cause) {
    throw new SourceError(
      'source_contract_broken',
      `${pluginFailed({ source: source.name, doing: `its ${member}Schema` })}.`,
      { cause },
    );
  }
}

function within(member: string, { path, message }: FieldError): FieldError {
  return { path: path === '' ? member : `${member}.${path}`, message };
}
