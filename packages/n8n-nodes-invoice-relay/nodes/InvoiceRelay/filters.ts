import { InputError } from '@invoice-relay/core/errors';
import type { SubjectKind } from '@invoice-relay/core/events';
import { shown } from '@invoice-relay/core/forms';
import type { DeliveryFilter, EventFilter, RelayEvent } from '@invoice-relay/relay-client';
import type { IDataObject } from 'n8n-workflow';

import { readEventTypes } from '../shared/event-types.ts';
import { idOf, parameter } from './input.ts';
import type { OperationInput } from './input.ts';
import { momentParameter } from './moment-parameter.ts';

export function eventFilter(input: OperationInput): EventFilter {
  const filters = parameter(input, 'filters') as IDataObject;
  const { context, itemIndex } = input;
  const types = readEventTypes({ value: filters['type'], node: context.getNode(), itemIndex });
  const connectionId = idOf(filters['connectionId']);
  const { from, to } = {
    from: momentParameter(input, { name: 'From', value: filters['from'] }),
    to: momentParameter(input, { name: 'To', value: filters['to'] }),
  };
  return {
    ...(types.length === 0 || types.includes('*') ? {} : { type: types }),
    ...(connectionId === '' ? {} : { connectionId }),
    ...(filters['subjectKind'] ? { subjectKind: filters['subjectKind'] as SubjectKind } : {}),
    ...(filters['subjectId'] ? { subjectId: String(filters['subjectId']).trim() } : {}),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...searchFor(numberOf(input)),
    order: parameter(input, 'order') as 'asc' | 'desc',
  };
}

/** Matches events whose document has exactly this printed number; undefined when none is given. */
export function byNumber(input: OperationInput): ((event: RelayEvent) => boolean) | undefined {
  const wanted = numberOf(input).toLowerCase();
  if (wanted === '') return undefined;
  return ({ data: { subject } }) => subject?.number?.trim().toLowerCase() === wanted;
}

function numberOf(input: OperationInput): string {
  const { number } = parameter(input, 'filters') as IDataObject;
  return String(number ?? '').trim();
}

/** The relay searches by prefix. Text that it would reject or find nothing in is not sent. */
function searchFor(number: string): Pick<EventFilter, 'search'> {
  return /^(?=.*[\p{L}\p{N}])\P{Cc}{1,200}$/u.test(number) ? { search: number } : {};
}

export function deliveryFilter(input: OperationInput): DeliveryFilter {
  const filters = parameter(input, 'filters') as IDataObject;
  const subscriptionId = idOf(filters['subscriptionId']);
  const eventId = idOf(filters['eventId']);
  return {
    ...(subscriptionId === '' ? {} : { subscriptionId }),
    ...(eventId === '' ? {} : { eventId }),
    ...(filters['status'] ? { status: filters['status'] as 'dead' } : {}),
    order: parameter(input, 'order') as 'asc' | 'desc',
  };
}

const subscriptionStatuses = ['active', 'disabled', 'paused', 'released'];

/**
 * Returns the status that subscriptions must have; undefined for any. The node compares it itself,
 * so nothing else would refuse one that no subscription has.
 *
 * @throws {InputError}
 */
export function subscriptionStatus(input: OperationInput): string | undefined {
  const { status } = parameter(input, 'filters') as IDataObject;
  const given = String(status ?? '')
    .trim()
    .toLowerCase();
  if (given === '' || subscriptionStatuses.includes(given)) return given || undefined;
  throw new InputError({
    field: 'Status',
    problem: `${shown(status)} is not one of the choices`,
    fix: `Use one of: ${subscriptionStatuses.join(', ')}.`,
  });
}
