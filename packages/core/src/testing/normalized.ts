import assert from 'node:assert/strict';

import * as v from 'valibot';

import { createEvent, eventDocumentSchema, findEventType } from '../events/index.ts';
import type { EventDocument, JsonObject, NormalizedEvent } from '../events/index.ts';
import { isObject } from '../json/index.ts';
import { checkTotals } from '../models/index.ts';
import type { Estimate, Invoice, Order, StatedTotals } from '../models/index.ts';
import { eventsProblem } from '../source/index.ts';
import type { Activity, AnySource } from '../source/index.ts';
import type { ExpectedActivity, ExpectedEvent } from './vendor-options.ts';

/** Seconds since 1970, read as milliseconds, are in January 1970. */
const earliest = Date.UTC(2000);

/** A document must match the canonical model, and its amounts must follow from its lines. */
export function assertDocument(document: EventDocument): void {
  assertValid(eventDocumentSchema, document);
  assert.deepEqual(JSON.parse(JSON.stringify(document)), document, 'JSON does not preserve this.');
  const stated = statedOf(document);
  // A vendor may tell the totals without the lines.
  if (stated.lines.length === 0) return;
  const differences = checkTotals(stated).map(
    ({ path, stated: is, computed }) => `${path} is ${is}, but the lines give ${computed}`,
  );
  assert.ok(
    differences.length === 0,
    `The amounts of ${document.kind} ${documentOf(document).id} do not add up:\n${differences.join('\n')}`,
  );
}

/**
 * A document must have these members, with these values. Of an object in it, such as `totals`, the
 * other members may be anything.
 */
export function assertMembers(document: EventDocument, members: JsonObject): void {
  assert.deepEqual(namedMembers(documentOf(document), members), members);
}

/** What a document says about the members that an expectation names. */
function namedMembers(found: JsonObject, members: JsonObject): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(members).map(([name, member]) => {
      const value = found[name];
      return [name, isObject(value) && isObject(member) ? namedMembers(value, member) : value];
    }),
  );
}

/** The invoice, order or estimate. */
function documentOf(found: EventDocument): Invoice | Order | Estimate {
  switch (found.kind) {
    case 'invoice':
      return found.invoice;
    case 'order':
      return found.order;
    case 'estimate':
      return found.estimate;
  }
}

function statedOf(found: EventDocument): StatedTotals {
  switch (found.kind) {
    case 'invoice':
      return { ...found.invoice, lines: found.invoice.invoiceLines };
    case 'order':
      return { ...found.order, lines: found.order.orderLines };
    case 'estimate':
      return { ...found.estimate, lines: found.estimate.estimateLines };
  }
}

/** What an activity becomes must match the catalog, and be of a listed type. */
export function assertEvents(source: AnySource, activity: Activity): void {
  const events = source.normalize(activity);
  const problem = eventsProblem(events);
  assert.equal(problem, undefined, `normalize of the activity ${activity.id}: ${problem}`);
  for (const event of events) {
    assertValid(findEventType(event.type).schema, sentEvent(source, event));
    assert.deepEqual(JSON.parse(JSON.stringify(event)), event, 'JSON does not preserve this.');
    assert.ok(
      Date.parse(event.timestamp) >= earliest,
      `The timestamp of the activity ${activity.id} is ${event.timestamp}, before any invoicing system had webhooks: does the vendor count seconds, where Date counts milliseconds?`,
    );
    if (event.document) assertDocument(event.document);
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

/** What is wrong comes first: the value may be a whole document. */
export function assertValid(schema: v.GenericSchema, value: unknown): void {
  const { issues = [] } = v.safeParse(schema, value);
  const problems = issues.map((issue) => `${v.getDotPath(issue) ?? 'the value'}: ${issue.message}`);
  assert.ok(problems.length === 0, `${problems.join('\n')}\nIt is ${JSON.stringify(value)}`);
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
