import { InputError } from '@invoice-relay/core/errors';
import { readTypedYesNo } from '@invoice-relay/core/forms';
import type { RelayClient } from '@invoice-relay/relay-client';
import type { IExecuteFunctions } from 'n8n-workflow';

/** What an operation works with: the relay, and the parameters of one item. */
export interface OperationInput {
  readonly context: IExecuteFunctions;
  readonly itemIndex: number;
  readonly relay: RelayClient;
}

/** A parameter of the item; filters need not be there. */
export function parameter({ context, itemIndex }: OperationInput, name: string): unknown {
  return context.getNodeParameter(name, itemIndex, name === 'filters' ? {} : undefined);
}

/** What there is no such choice for in the version of the node comes whole. */
export function simplifies({ context, itemIndex }: OperationInput): boolean {
  return readTypedYesNo({
    value: context.getNodeParameter('simplify', itemIndex, false),
    field: 'Simplify',
  });
}

/** The resource locators, as the form calls them. */
const idFields = {
  deliveryId: 'Delivery',
  eventId: 'Event',
  subscriptionId: 'Subscription',
} as const;

/**
 * What a resource locator names.
 *
 * @throws {InputError} for none, as an expression may give it
 */
export function id({ context, itemIndex }: OperationInput, name: keyof typeof idFields): string {
  const value: unknown = context.getNodeParameter(name, itemIndex, '', { extractValue: true });
  const given = String(value ?? '').trim();
  if (given !== '') return given;
  throw new InputError({
    field: idFields[name],
    problem: 'this is empty',
    fix: 'Pick one, or look at what the expression gives.',
  });
}

/** A resource locator inside a collection comes with its mode, or as text from an expression. */
export function idOf(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'value' in value) return idOf(value.value);
  return typeof value === 'string' ? value.trim() : '';
}
