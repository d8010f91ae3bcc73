import { maskLinksInText } from '@invoice-relay/core/events';
import type { JsonObject } from '@invoice-relay/core/events';
import type { Activity, AnySource, SameActivity } from '@invoice-relay/core/source';

import { findConnectionFacts, setConnectionFacts } from '../../database/tables/connection-facts.ts';
import type { Transaction } from '../../database/transaction.ts';
import { pluginFault } from '../log/read-activity.ts';

/** As text. The contract says a few kilobytes: far more would slow down every event. */
const longestFacts = 64 * 1024;

/** How many sentences are kept per connection, the newest ones. */
const notesKept = 50;
const longestNote = 500;

/** The outcome for activities that arrived both ways. */
export interface LearningResult {
  /** What is new, in human-readable sentences. */
  readonly notes: readonly string[];
  /** Whether earlier events may contain what is no longer true. */
  readonly hasMisread: boolean;
  /** Why the source could not learn, if it failed: a bug in the plugin. */
  readonly problem: string | null;
}

/**
 * Has a source learn from activities that arrived both ways, and stores what it learned: from the
 * commit on, everything of the connection is read with it.
 *
 * A source that fails at this stops nothing: what it did not learn from one activity it may learn
 * from another.
 */
export async function learnFacts(
  tx: Transaction,
  options: {
    readonly connectionId: string;
    readonly source: AnySource;
    readonly activities: readonly SameActivity[];
  },
): Promise<LearningResult> {
  const { connectionId, source, activities } = options;
  const known = await findConnectionFacts(tx, connectionId);
  if (source.learn === undefined || known === undefined) return nothing;
  let { facts } = known;
  const notes: string[] = [];
  let hasMisread = false;
  let problem: string | null = null;
  for (const sameActivity of activities) {
    try {
      const learned = source.learn({ facts, sameActivity });
      if (learned === undefined) continue;
      if (JSON.stringify(learned.facts).length > longestFacts) {
        throw new RangeError(`it returned more than ${longestFacts} characters of facts`);
      }
      const before = whatItIs(source, sameActivity.webhook, facts);
      hasMisread ||= before !== whatItIs(source, sameActivity.webhook, learned.facts);
      facts = learned.facts;
      notes.push(...learned.notes.map(forPeople));
    } catch (error) {
      problem = pluginFault(error, { source: source.name, doing: 'learn' });
    }
  }
  if (facts !== known.facts) {
    const all = [...known.notes, ...notes].slice(-notesKept);
    await setConnectionFacts(tx, { connectionId, facts, notes: all });
  }
  return { notes, hasMisread, problem };
}

const nothing: LearningResult = { notes: [], hasMisread: false, problem: null };

/** A source promises that it contains no link; it is shown to keys that can only read. */
function forPeople(note: string): string {
  return maskLinksInText(note).slice(0, longestNote);
}

/** The event types that this activity is read as. */
function whatItIs(source: AnySource, activity: Activity, facts: JsonObject | null): string {
  const events = source.normalize(activity, facts === null ? {} : { facts });
  return JSON.stringify(events.map(({ type, activity: { type: name } }) => [type, name]));
}
