import type { Vault } from '../vault/vault.ts';

const secretPlace = (subscriptionId: string): string => `subscriptions/${subscriptionId}/secret`;

export function sealSecret(options: {
  readonly vault: Vault;
  readonly subscriptionId: string;
  readonly secret: string;
}): string {
  return options.vault.seal(options.secret, secretPlace(options.subscriptionId));
}

/** @throws {VaultError} when it was sealed with another key */
export function openSecret(options: {
  readonly vault: Vault;
  readonly subscriptionId: string;
  readonly sealed: string;
}): string {
  return options.vault.open(options.sealed, secretPlace(options.subscriptionId));
}
