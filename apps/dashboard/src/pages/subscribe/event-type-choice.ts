/** "*" is all that happens in the invoicing systems; what the relay says of itself is asked for beside it. */
export function isOfRelay(eventType: string): boolean {
  return eventType.startsWith('relay.');
}

/** What is chosen after somebody turned from all to some, or back: what was asked of the relay stays. */
export function chooseAll(value: readonly string[], all: boolean): readonly string[] {
  return [...(all ? ['*'] : []), ...value.filter(isOfRelay)];
}

/** What is chosen after somebody asked for events of the relay itself beside all others, or no more. */
export function chooseRelay(value: readonly string[], relay: boolean): readonly string[] {
  return [...value.filter((one) => !isOfRelay(one)), ...(relay ? ['relay.*'] : [])];
}

/** Whether a subscription to these types and groups gets events of a type. */
export function isWanted(type: string, eventTypes: readonly string[]): boolean {
  return eventTypes.some(
    (one) =>
      one === type ||
      (one === '*' && !isOfRelay(type)) ||
      (one.endsWith('.*') && type.startsWith(one.slice(0, -1))),
  );
}

/**
 * Which events a subscription gets, for people.
 *
 * @param most so many are named; of more, only how many they are
 */
export function eventTypeWords(
  eventTypes: readonly string[],
  most = Number.POSITIVE_INFINITY,
): string {
  const all = eventTypes.includes('*') ? ['All', ...eventTypes.filter(isOfRelay)] : [...eventTypes];
  const named = all.slice(0, most).join(', ');
  return all.length > most ? `${named} and ${all.length - most} more` : named;
}
