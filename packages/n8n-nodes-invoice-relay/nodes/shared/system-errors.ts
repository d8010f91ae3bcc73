/**
 * A text without the names of system errors, such as `ECONNREFUSED`: where n8n finds one, it puts a
 * text of its own in place of ours.
 */
export function withoutSystemErrors(text: string): string {
  return text.replace(/\s*\(?\bE[A-Z_]{4,}\b\)?/g, '');
}
