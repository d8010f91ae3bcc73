const powers: Readonly<Record<string, string>> = {
  read: 'Read',
  subscribe: 'Read, and manage its own subscriptions',
  admin: 'Full access',
};

/** Describes what a key allows, by its most powerful scope. */
export function scopeText(scopes: readonly string[]): string {
  const strongest = ['admin', 'subscribe', 'read'].find((scope) => scopes.includes(scope));
  return powers[strongest ?? ''] ?? scopes.join(', ');
}

const origins: Readonly<Record<string, string>> = {
  environment: 'RELAY_API_KEY',
  generated: 'First start',
  api: 'API or dashboard',
};

export function originText(origin: string): string {
  return origins[origin] ?? origin;
}
