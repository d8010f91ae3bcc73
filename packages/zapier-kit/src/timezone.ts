import type { Bundle } from 'zapier-platform-core';

/** The time zone of the Zap, such as `Europe/Amsterdam`; UTC if it has none that is known here. */
export function timezoneOf({ meta }: Pick<Bundle, 'meta'>): string {
  const timeZone = (meta as Partial<Bundle['meta']> | undefined)?.timezone || 'UTC';
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
