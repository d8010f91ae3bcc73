import { useMemo } from 'preact/hooks';

import { useSubscriptions } from '../../api/queries.ts';
import type { Subscription } from '../../api/views.ts';
import { distinctNames, hostOf } from '../../text/names.ts';
import { eventTypeWords } from '../subscribe/event-type-choice.ts';

/** What people call a subscription among all others: most of one host differ in what they ask for. */
export function useSubscriptionName(): (id: string) => string {
  const { data } = useSubscriptions();
  const names = useMemo(() => distinctNames((data ?? []).map(namesOf)), [data]);
  return (id) => names.get(id) ?? id;
}

function namesOf({ id, description, url, eventTypes }: Subscription) {
  const name = description ?? hostOf(url);
  return { id, names: [name, `${name} (${eventTypeWords(eventTypes, few)})`] as const };
}

/** More of its event types would be no name. */
const few = 2;
