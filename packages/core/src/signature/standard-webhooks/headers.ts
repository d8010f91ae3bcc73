import { SignatureError, type SignatureErrorCode } from '../../errors/index.ts';

/** Headers as received: names in any case; repeated headers may be a list. */
export type ReceivedHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The values of the three headers, parsed but not verified yet. */
export interface ReadHeaders {
  readonly id: string;
  /** Seconds since the Unix epoch. */
  readonly timestamp: number;
  readonly signatures: readonly { readonly version: string; readonly value: string }[];
}

/**
 * Parses the headers of a Standard Webhook.
 *
 * @throws {SignatureError} `signature_missing`, `signature_malformed`, `timestamp_missing` or
 *   `timestamp_malformed`
 */
export function readHeaders(headers: ReceivedHeaders): ReadHeaders {
  const id = single({ headers, name: 'webhook-id', kind: 'signature' });
  const timestamp = single({ headers, name: 'webhook-timestamp', kind: 'timestamp' });
  if (!/^(?:0|[1-9]\d{0,14})$/.test(timestamp)) {
    throw new SignatureError(
      'timestamp_malformed',
      'The header webhook-timestamp is not a whole number of seconds since the Unix epoch: the sender must write it as in "1614265330".',
    );
  }
  // Repeated headers are one list, as in HTTP, and the list is separated by spaces.
  const list = values({ headers, name: 'webhook-signature' }).join(' ');
  if (list === '') throw missing({ name: 'webhook-signature', kind: 'signature' });
  const signatures = list.split(' ').flatMap((entry) => {
    const [version, value] = entry.split(',');
    return version && value ? [{ version, value }] : [];
  });
  if (signatures.length === 0) {
    throw new SignatureError(
      'signature_malformed',
      'The header webhook-signature has no readable signature: it must be a space-separated list of signatures, each a version, a comma and base64, as in "v1,g0hM9SsE...".',
    );
  }
  return { id, timestamp: Number(timestamp), signatures };
}

interface Named {
  readonly name: string;
  readonly kind: 'signature' | 'timestamp';
}

function missing({ name, kind }: Named): SignatureError {
  return new SignatureError(
    `${kind}_missing` satisfies SignatureErrorCode,
    `The header ${name} is missing or empty. A Standard Webhook carries webhook-id, webhook-timestamp and webhook-signature: check that the sender signs its requests and that no proxy removes headers.`,
  );
}

function single(options: Named & { readonly headers: ReceivedHeaders }): string {
  const [value, ...others] = values(options);
  if (value === undefined) throw missing(options);
  if (others.length > 0) {
    throw new SignatureError(
      `${options.kind}_malformed` satisfies SignatureErrorCode,
      `The header ${options.name} appears ${others.length + 1} times, but only one can be signed: check that no proxy adds another.`,
    );
  }
  return value;
}

function values(options: { readonly headers: ReceivedHeaders; readonly name: string }): string[] {
  return Object.entries(options.headers)
    .filter(([name]) => name.toLowerCase() === options.name)
    .flatMap(([, value]) => value ?? [])
    .filter((value) => value !== '');
}
