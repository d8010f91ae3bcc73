import { InputError } from '@invoice-relay/core/errors';
import { readTypedYesNo } from '@invoice-relay/core/forms';
import type { RelayClient } from '@invoice-relay/relay-client';
import type { IExecuteFunctions } from 'n8n-workflow';

/** Context and item that an operation runs with. */
export interface OperationInput {
  readonly context: IExecuteFunctions;
  readonly itemIndex: number;
  readonly relay: RelayClient;
}

/** Reads a parameter of the item; filters are optional. */
export function parameter({ context, itemIndex }: OperationInput, name: string): unknown {
  return context.getNodeParameter(name, itemIndex, name === 'filters' ? {} : undefined);
}

/** Returns whether to simplify the output; false in node versions without that option. */
export function simplifies({ context, itemIndex }: OperationInput): boolean {
  return readTypedYesNo({
    value: context.getNodeParameter('simplify', itemIndex, false),
    field: 'Simplify',
  });
}

/** Labels of the resource locators. */
const idFields = {
  deliveryId: 'Delivery',
  eventId: 'Event',
  subscriptionId: 'Subscription',
} as const;

/**
 * Returns the id that a resource locator refers to.
 *
 * @throws {InputError} when it is empty, as the result of an expression may be
 */
export function id({ context, itemIndex }: OperationInput, name: keyof typeof idFields): string {
  const value: unknown = context.getNodeParameter(name, itemIndex, '', { extractValue: true });
  const given = String(value ?? '').trim();
  if (given !== '') return given;
  throw new InputError({
    field: idFields[name],
    problem: 'this is empty',
    fix: 'Select one, or check the result of the expression.',
  });
}

/**
 * Inside a collection, a resource locator is an object with its mode, or what an expression gives.
 * An id that is none is left to the relay: without it, a filter would match everything.
 */
export function idOf(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'value' in value) return idOf(value.value);
  return String(value ?? '').trim();
}
