import type { AnySource } from '@invoice-relay/core/source';

import { conflict, invalid } from '../shared/problems/problem.ts';
import type { FieldError } from '../shared/problems/problem.ts';
import type { SourceRegistry } from './source-registry.ts';

/** @throws {ProblemError} 409 if the source of a connection is not loaded */
export function sourceOf(
  connection: { readonly source: string },
  sources: SourceRegistry,
): AnySource {
  const source = sources.get(connection.source);
  if (source !== undefined) return source;
  throw conflict(
    'source_not_loaded',
    `The relay runs without the source "${connection.source}": add its package to RELAY_SOURCES and restart the relay.`,
  );
}

/** @throws {ProblemError} 400 if a request names a source that this relay does not have */
export function namedSource(name: string, sources: SourceRegistry): AnySource {
  const source = sources.get(name);
  if (source === undefined) throw invalid([unknownSource(sources)]);
  return source;
}

export function unknownSource(sources: SourceRegistry): FieldError {
  const names = sources.all().map(({ name }) => `"${name}"`);
  return {
    path: 'source',
    message: `must be a source that this relay has loaded: ${names.join(', ')}`,
  };
}
