import type { AfterResponseMiddleware, HttpResponse } from 'zapier-platform-core';

/**
 * Creates an app's `afterResponse`: a 401 of a server that received credentials tells Zapier that
 * the account has to be reconnected. Other servers, such as those that links lead to, received
 * none; and a proxy in front of a relay may have a login of its own.
 *
 * @param options.service the display name of the service that the app's own credentials are for
 * @param options.baseUrl its address, according to the connection
 * @param options.credentials what to copy again, under the labels of the form
 */
export function expireOn401(options: {
  readonly service: string;
  readonly baseUrl: (authData: Readonly<Record<string, string | undefined>>) => string;
  readonly credentials: string;
}): AfterResponseMiddleware {
  const { service, baseUrl, credentials } = options;
  const ofService = `${service} does not accept ${credentials}. Copy them again in full, without spaces, and reconnect the account in Zapier.`;
  return (response, z, bundle) => {
    if (response.status !== 401) return response;
    const authData: Readonly<Record<string, string | undefined>> = bundle.authData;
    const [asked] = [
      { base: addressOf(authData['relayUrl']), message: ofRelay, isOfRelay: true },
      { base: addressOf(baseUrl(authData)), message: ofService, isOfRelay: false },
    ]
      .filter(({ base }) => base !== undefined && isBelow(response.request.url, base))
      // Both may be on one host, one below the other.
      .toSorted((one, other) => other.base!.length - one.base!.length);
    const isMeant = asked !== undefined && (!asked.isOfRelay || isProblem(response));
    if (isMeant) throw new z.errors.ExpiredAuthError(asked.message);
    return response;
  };
}

const ofRelay =
  'The Invoice Relay does not accept the relay key. Create a new key with the scope "subscribe", and reconnect the account in Zapier.';

/** Whether it is a problem document (RFC 9457), as all errors of a relay are. */
function isProblem(response: HttpResponse): boolean {
  return response.getHeader('content-type')?.startsWith('application/problem+json') === true;
}

/**
 * Normalized, without a query and with a trailing slash; undefined if it is not an address. An
 * address copied from a browser may end in a bare "#".
 */
function addressOf(text = ''): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { origin, pathname } = new URL(text);
  return `${origin}${pathname}`.replace(/\/*$/, '/');
}

function isBelow(url: string | undefined, base: string): boolean {
  return addressOf(url)?.startsWith(base) ?? false;
}
