/**
 * Whether a text of ISO 8601 names a day that the calendar has. Its form alone allows 30 February,
 * which JavaScript takes for the second of March.
 */
export function isCalendarDay(text: string): boolean {
  const day = text.slice(0, 'YYYY-MM-DD'.length);
  const moment = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day);
}
