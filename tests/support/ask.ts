// oxlint-disable-next-line typescript/no-explicit-any -- tests look into any answer
export type Json = any;

/**
 * Makes a request over plain HTTP, without our clients.
 *
 * @throws for an unsuccessful response, with its text
 */
export async function ask(
  url: string,
  headers: Record<string, string>,
  method: string,
  body?: unknown,
): Promise<Json> {
  const response = await fetch(url, {
    method,
    headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}
