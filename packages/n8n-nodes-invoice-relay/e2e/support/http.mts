export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body if it is JSON, otherwise the text. */
  readonly body: unknown;
}

/** Sends an HTTP request and returns the response, whatever its status. */
export async function call(options: {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly timeoutMs?: number;
}): Promise<Answer> {
  const { url, method = 'GET', headers, body, timeoutMs = 30_000 } = options;
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: read(text) };
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Like {@link call}, but throws unless the call succeeds. */
export async function callOk<Body>(options: Parameters<typeof call>[0]): Promise<Body> {
  const answer = await call(options);
  if (answer.status < 200 || answer.status > 299) {
    const { pathname } = new URL(options.url);
    const said = `${answer.status} ${answer.text.slice(0, 2_000)}`;
    throw new Error(`${options.method ?? 'GET'} ${pathname} was answered ${said}`);
  }
  return answer.body as Body;
}
