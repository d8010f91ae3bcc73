import type { AfterResponseMiddleware } from 'zapier-platform-core';

/**
 * Makes `afterResponse` of an app: a 401 of a server that got credentials tells Zapier that the
 * connection has to be made again. Other servers, such as those that links lead to, got none.
 *
 * @param options.service who is asked with the app's own credentials, as people write it
 * @param options.baseUrl where that one is, by what the connection says
 * @param options.credentials what to copy again, as the form calls it
 */
export function expireOn401(options: {
  readonly service: string;
  readonly baseUrl: (authData: Readonly<Record<string, string | undefined>>) => string;
  readonly credentials: string;
}): AfterResponseMiddleware {
  const { service, baseUrl, credentials } = options;
  return (response, z, bundle) => {
    if (response.status !== 401) return response;
    const authData: Readonly<Record<string, string | undefined>> = bundle.authData;
    const origin = originOf(response.request.url);
    if (origin !== undefined && origin === originOf(authData['relayUrl'])) {
      throw new z.errors.ExpiredAuthError(
        'The Invoice Relay does not accept the relay key. Make a new key with the scope "subscribe", and reconnect the account in Zapier.',
      );
    }
    if (origin !== undefined && origin === originOf(baseUrl(authData))) {
      throw new z.errors.ExpiredAuthError(
        `${service} does not accept ${credentials}. Copy them again, whole and without blanks, and reconnect the account in Zapier.`,
      );
    }
    return response;
  };
}

function originOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).origin : undefined;
}
