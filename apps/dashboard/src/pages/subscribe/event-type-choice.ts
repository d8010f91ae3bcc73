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

/** Which events a subscription gets, for people. */
export function eventTypeWords(eventTypes: readonly string[]): string {
  if (!eventTypes.includes('*')) return eventTypes.join(', ');
  return ['All', ...eventTypes.filter(isOfRelay)].join(', ');
}
