import type { Vault } from '../vault/vault.ts';

export const urlPlace = (subscriptionId: string): string => `subscriptions/${subscriptionId}/url`;

/** The columns of a URL: sealed, and the fingerprint for lookups. */
export function sealUrl(options: {
  readonly vault: Vault;
  readonly subscriptionId: string;
  readonly url: string;
}): { readonly url: string; readonly urlHash: string } {
  const { vault, subscriptionId, url } = options;
  return { url: vault.seal(url, urlPlace(subscriptionId)), urlHash: urlHash(vault, url) };
}

export function urlHash(vault: Vault, url: string): string {
  return vault.fingerprint(`subscriber url\n${url}`);
}

/** @throws {VaultError} if it was sealed with another key */
export function openUrl(options: {
  readonly vault: Vault;
  readonly subscriptionId: string;
  readonly sealed: string;
}): string {
  return options.vault.open(options.sealed, urlPlace(options.subscriptionId));
}

export const secretPlace = (subscriptionId: string): string =>
  `subscriptions/${subscriptionId}/secret`;

export function sealSecret(options: {
  readonly vault: Vault;
  readonly subscriptionId: string;
  readonly secret: string;
}): string {
  return options.vault.seal(options.secret, secretPlace(options.subscriptionId));
}

/** @throws {VaultError} if it was sealed with another key */
export function openSecret(options: {
  readonly vault: Vault;
  readonly subscriptionId: string;
  readonly sealed: string;
}): string {
  return options.vault.open(options.sealed, secretPlace(options.subscriptionId));
}

export const headersPlace = (subscriptionId: string): string =>
  `subscriptions/${subscriptionId}/headers`;

export function sealHeaders(options: {
  readonly vault: Vault;
  readonly subscriptionId: string;
  readonly headers: Readonly<Record<string, string>>;
}): string {
  return options.vault.seal(JSON.stringify(options.headers), headersPlace(options.subscriptionId));
}

/** @throws {VaultError} if they were sealed with another key */
export function openHeaders(options: {
  readonly vault: Vault;
  readonly subscriptionId: string;
  readonly sealed: string;
}): Readonly<Record<string, string>> {
  return JSON.parse(options.vault.open(options.sealed, headersPlace(options.subscriptionId)));
}
