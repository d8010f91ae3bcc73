/** Whether events of this type are about the relay itself. `*` does not include them. */
export function isOfRelay(eventType: string): boolean {
  return eventType.startsWith('relay.');
}

/** Switches between all events and a selection. Selected `relay.*` events are kept. */
export function chooseAll(value: readonly string[], all: boolean): readonly string[] {
  return [...(all ? ['*'] : []), ...value.filter(isOfRelay)];
}

/** Adds or removes events about the relay itself. */
export function chooseRelay(value: readonly string[], relay: boolean): readonly string[] {
  return [...value.filter((one) => !isOfRelay(one)), ...(relay ? ['relay.*'] : [])];
}

/** Whether a subscription to these types and groups receives events of a type. */
export function isWanted(type: string, eventTypes: readonly string[]): boolean {
  return eventTypes.some(
    (one) =>
      one === type ||
      (one === '*' && !isOfRelay(type)) ||
      (one.endsWith('.*') && type.startsWith(one.slice(0, -1))),
  );
}

/**
 * Lists the events of a subscription in human-readable form.
 *
 * @param most maximum number of types to name; the rest is only counted
 */
export function eventTypesText(
  eventTypes: readonly string[],
  most = Number.POSITIVE_INFINITY,
): string {
  const all = eventTypes.includes('*') ? ['All', ...eventTypes.filter(isOfRelay)] : [...eventTypes];
  const named = all.slice(0, most).join(', ');
  return all.length > most ? `${named} and ${all.length - most} more` : named;
}
