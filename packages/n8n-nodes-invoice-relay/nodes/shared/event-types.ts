import { eventTypePatternSchema } from '@invoice-relay/core/events';
import type { EventTypePattern } from '@invoice-relay/core/events';
import { NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

/**
 * Reads the event types of a parameter: selected from its list, or returned by an expression as a
 * list or as text such as `invoice.paid, payment.*`.
 *
 * @returns an empty list when nothing is selected
 * @throws {NodeOperationError} for a pattern that matches no event type
 */
export function readEventTypes(options: {
  readonly value: unknown;
  readonly node: INode;
  readonly itemIndex?: number;
}): readonly EventTypePattern[] {
  const { value, node, itemIndex } = options;
  const given = (Array.isArray(value) ? value : [value]).flatMap((one: unknown) =>
    typeof one === 'string' ? one.split(/[\s,;]+/).filter(Boolean) : [one],
  );
  const wanted = given.filter((one) => one !== undefined && one !== null);
  return [...new Set(wanted.map((one) => readPattern({ one, node, itemIndex })))];
}

/**
 * Like {@link readEventTypes}, for a trigger, which needs at least one.
 *
 * @throws {NodeOperationError} also when none is selected
 */
export function readTriggerEvents(options: {
  readonly value: unknown;
  readonly node: INode;
}): readonly EventTypePattern[] {
  const types = readEventTypes(options);
  if (types.length > 0) return types;
  throw new NodeOperationError(
    options.node,
    'No event is selected: select what starts the workflow under "Events", or All Events for everything.',
  );
}

function readPattern(options: {
  readonly one: unknown;
  readonly node: INode;
  readonly itemIndex: number | undefined;
}): EventTypePattern {
  const { one, node, itemIndex } = options;
  const result = eventTypePatternSchema['~standard'].validate(one);
  if (!(result instanceof Promise) && result.issues === undefined) return result.value;
  const why =
    result instanceof Promise ? '' : result.issues?.map(({ message }) => message).join(' ');
  throw new NodeOperationError(
    node,
    `"Events" is invalid: ${why}`,
    itemIndex === undefined ? {} : { itemIndex },
  );
}
