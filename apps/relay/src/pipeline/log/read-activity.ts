import { PayloadError, SourceError } from '@invoice-relay/core/errors';
import { maskLinksInText } from '@invoice-relay/core/events';
import type { NormalizedEvent } from '@invoice-relay/core/events';
import type { NormalizeContext } from '@invoice-relay/core/source';

import type { LogConnection } from '../../database/tables/log-connections.ts';
import type { QuarantineReason } from '../../database/tables/quarantine.ts';
import type { SourceRegistry } from '../../sources/source-registry.ts';
import { pluginFailed } from '../../shared/plugin-fault.ts';
import { describeThrown } from '../../shared/describe-thrown.ts';
import type { ArrivedActivity } from './arrival.ts';

/** Why an activity cannot become an event. */
export interface ReadingProblem {
  readonly reason: QuarantineReason;
  /** Human-readable: names the source, and quotes nothing from the activity. */
  readonly detail: string;
}

/** What a source made of an activity. */
export type Reading =
  | { readonly events: readonly NormalizedEvent[] }
  | { readonly problem: ReadingProblem };

/**
 * Has a source read an activity. The one place where a failing plugin is contained: what it fails
 * at is set aside, and never stops what is behind it.
 */
export function readActivity(options: {
  readonly activity: ArrivedActivity;
  readonly connection: LogConnection;
  readonly sources: SourceRegistry;
}): Reading {
  const { activity, connection, sources } = options;
  const source = sources.get(connection.source);
  if (source === undefined) return { problem: sourceNotLoaded(connection.source) };
  try {
    return { events: source.normalize(activity, contextOf(connection)) };
  } catch (error) {
    return { problem: readingProblem(error, { source: source.name, doing: 'normalize' }) };
  }
}

function contextOf({ facts }: LogConnection): NormalizeContext {
  return facts === null ? {} : { facts };
}

export function sourceNotLoaded(source: string): ReadingProblem {
  return {
    reason: 'source_not_loaded',
    detail: `The relay runs without the source "${source}": add its package to RELAY_SOURCES, restart the relay, and process this again.`,
  };
}

/** What an error in a source's own code means. */
export function readingProblem(
  error: unknown,
  options: { readonly source: string; readonly doing: 'probe' | 'verify' | 'parse' | 'normalize' },
): ReadingProblem {
  const { source, doing } = options;
  if (error instanceof PayloadError) {
    return {
      reason: 'payload_unreadable',
      detail: `The source "${source}" cannot read this (${error.code}): ${error.message}`,
    };
  }
  return { reason: 'source_failed', detail: pluginFault(error, { source, doing }) };
}

/** Human-readable: that a plugin threw something outside its contract. */
export function pluginFault(
  error: unknown,
  { source, doing }: { readonly source: string; readonly doing: string },
): string {
  const fault = pluginFailed({ source, doing: `${doing}()` });
  // The relay's own words, which quote nothing.
  if (error instanceof SourceError) return `${fault}: ${error.message}`;
  return `${fault}: ${withoutQuotes(describeThrown(error))}`;
}

/**
 * Without what an error may quote from the activity, which may contain a link or a name:
 * `JSON.parse` quotes the text around what it cannot parse.
 */
function withoutQuotes(message: string): string {
  return maskLinksInText(message.replaceAll(/\.{0,3}(["'`])(?:(?!\1).){8,}\1\.{0,3}/gs, '"…"'));
}
