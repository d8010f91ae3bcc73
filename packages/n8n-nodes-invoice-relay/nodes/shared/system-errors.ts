/**
 * Removes the names of system errors, such as `ECONNREFUSED`: when a text contains one, n8n
 * replaces the whole text with its own.
 */
export function withoutSystemErrors(text: string): string {
  return text.replace(/\s*\(?\bE[A-Z_]{4,}\b\)?/g, '');
}
