import assert from 'node:assert/strict';

import * as v from 'valibot';

import { createEvent, findEventType } from '../events/index.ts';
import type { NormalizedEvent } from '../events/index.ts';
import { eventsProblem } from '../source/index.ts';
import type { Activity, AnySource } from '../source/index.ts';
import type { ExpectedActivity, ExpectedEvent } from './vendor-options.ts';

/** What an activity becomes must match the catalog, and be of a listed type. */
export function assertEvents(source: AnySource, activity: Activity): void {
  const events = source.normalize(activity);
  const problem = eventsProblem(events);
  assert.equal(problem, undefined, `normalize of the activity ${activity.id}: ${problem}`);
  for (const event of events) {
    assertValid(findEventType(event.type).schema, sentEvent(source, event));
    assert.deepEqual(JSON.parse(JSON.stringify(event)), event);
    assert.ok(source.eventTypes.includes(event.type), `${event.type} is not listed.`);
  }
}

/** The events of each activity, in the form of an expectation. */
export function eventsOf(
  source: AnySource,
  activities: readonly Activity[],
): readonly (readonly ExpectedEvent[])[] {
  return activities.map((activity) =>
    source.normalize(activity).map(({ type, subject }) => ({ type, subject })),
  );
}

export function expectedEvents(
  activities: readonly ExpectedActivity[],
): readonly (readonly ExpectedEvent[])[] {
  return activities.map((expected) => ('type' in expected ? [expected] : expected));
}

export function assertValid(schema: v.GenericSchema, value: unknown): void {
  const { issues = [] } = v.safeParse(schema, value);
  const problems = issues.map((issue) => `${v.getDotPath(issue) ?? 'the value'}: ${issue.message}`);
  assert.deepEqual(problems, [], JSON.stringify(value));
}

/** What a subscriber would receive. */
function sentEvent(source: AnySource, normalized: NormalizedEvent) {
  return createEvent({
    id: 'evt_contract',
    connectionId: 'con_contract',
    source: source.name,
    normalized,
  });
}
