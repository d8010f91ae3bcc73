import { call } from './http.mts';
import type { Answer } from './http.mts';

/** A tool as an agent sees it; only the members used here. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: { readonly required?: readonly string[] };
}

/** Response of a tool: text, which is JSON unless it reports an error. */
export interface ToolAnswer {
  readonly text: string;
  readonly isError: boolean;
}

/** Talks to an MCP server the way AI agents do, over streamable HTTP (2025-03-26). */
export class McpClient {
  readonly #url: string;
  readonly #session: string;
  #count = 1;

  private constructor(options: { readonly url: string; readonly session: string }) {
    this.#url = options.url;
    this.#session = options.session;
  }

  /** @throws {Error} if there is no such server */
  static async open(url: string): Promise<McpClient> {
    const params = {
      protocolVersion: '2025-03-26',
      capabilities: {},
      clientInfo: { name: 'e2e', version: '1.0.0' },
    };
    const answer = await post({ url, message: { id: 1, method: 'initialize', params } });
    const session = answer.headers.get('mcp-session-id');
    if (session === null) throw new Error(`There is no MCP server at ${url}: ${answer.status}`);
    await post({ url, session, message: { method: 'notifications/initialized' } });
    return new McpClient({ url, session });
  }

  async tools(): Promise<readonly Tool[]> {
    const { tools } = await this.#request<{ tools: readonly Tool[] }>('tools/list', {});
    return tools;
  }

  async use(name: string, input: unknown): Promise<ToolAnswer> {
    const { content, isError = false } = await this.#request<{
      content: readonly { readonly text: string }[];
      isError?: boolean;
    }>('tools/call', { name, arguments: input });
    return { text: content.map(({ text }) => text).join('\n'), isError };
  }

  async #request<Result>(method: string, params: unknown): Promise<Result> {
    this.#count += 1;
    const id = this.#count;
    const message = { id, method, params };
    const { text } = await post({ url: this.#url, session: this.#session, message });
    // One server-sent event per message.
    const answers = text
      .split('\n')
      .filter((line) => line.startsWith('data:'))
      .map((line) => JSON.parse(line.slice('data:'.length)) as { id?: number; result?: Result });
    const result = answers.find((answer) => answer.id === id)?.result;
    if (result === undefined) throw new Error(`${method} was answered ${text}`);
    return result;
  }
}

function post(options: {
  readonly url: string;
  readonly message: object;
  readonly session?: string;
}): Promise<Answer> {
  const { url, message, session } = options;
  return call({
    url,
    method: 'POST',
    body: { jsonrpc: '2.0', ...message },
    headers: {
      accept: 'application/json, text/event-stream',
      ...(session === undefined ? {} : { 'mcp-session-id': session }),
    },
  });
}
