/** Calls the API of a relay and returns the response's JSON; undefined if it has none. */
export type RelayApi = (
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  route: string,
  body?: object,
) => Promise<unknown>;

/** @throws {Error} if the relay refuses a call */
export function relayApi({ url, key }: { readonly url: string; readonly key: string }): RelayApi {
  return async (method, route, body) => {
    const response = await fetch(`${url}${route}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
}
