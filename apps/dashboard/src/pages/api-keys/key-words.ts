const powers: Readonly<Record<string, string>> = {
  read: 'read',
  subscribe: 'read, and manage its own subscriptions',
  admin: 'do everything',
};

/** Describes what a key allows, by its most powerful scope. */
export function scopeWords(scopes: readonly string[]): string {
  const strongest = ['admin', 'subscribe', 'read'].find((scope) => scopes.includes(scope));
  return powers[strongest ?? ''] ?? scopes.join(', ');
}

const origins: Readonly<Record<string, string>> = {
  environment: 'RELAY_API_KEY',
  generated: 'The first start',
  api: 'The API or this page',
};

export function originWords(origin: string): string {
  return origins[origin] ?? origin;
}
