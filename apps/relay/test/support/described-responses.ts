import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';

import type { Json } from './test-app.ts';
import type { ApiResponse } from './relay.ts';

export interface DescribedCall {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly response: ApiResponse;
}

interface Operation {
  /** `POST /v1/api-keys`, as described. */
  readonly name: string;
  /** A JSON pointer into the description. */
  readonly pointer: string;
  readonly responses: Readonly<Record<string, Json>>;
  matches(method: string, path: string): boolean;
}

/** Compares responses with the description that `/openapi.json` gives of them. */
export class DescribedResponses {
  readonly #validator = new Ajv2020({ strict: false, allErrors: true });
  readonly #operations: readonly Operation[];
  readonly #succeeded = new Set<string>();

  constructor(document: Json) {
    addFormats['default'](this.#validator);
    this.#validator.addSchema({ ...document, $id: 'description' });
    this.#operations = operationsOf(document);
  }

  /** Operations that have not had a successful response yet. */
  get untried(): readonly string[] {
    return this.#operations.map(({ name }) => name).filter((name) => !this.#succeeded.has(name));
  }

  /** In what the response differs from its description. */
  problems({ method, path, response }: DescribedCall): readonly string[] {
    const [bare = ''] = path.split('?');
    const operation = this.#operations.find((one) => one.matches(method, bare));
    if (operation === undefined) return ['this operation is not described'];
    const { name, pointer, responses } = operation;
    const { status, headers, body } = response;
    if (status < 400) this.#succeeded.add(name);
    const described = responses[status];
    if (described === undefined) return [`status ${status} is not described`];
    const missing = Object.keys(described.headers ?? {}).filter((header) => !headers.has(header));
    const problems = missing.map((header) => `has no ${header}`);
    if (body === '') return problems;
    const [mediaType = ''] = (headers.get('content-type') ?? '').split(';');
    if (described.content?.[mediaType] === undefined) {
      return [...problems, `a body of type "${mediaType}" is not described`];
    }
    if (!mediaType.endsWith('json')) return problems;
    const schema = `${pointer}/responses/${status}/content/${escaped(mediaType)}/schema`;
    const validate = this.#validator.getSchema(`description#${schema}`);
    if (validate === undefined) return [...problems, 'the schema of the body is not described'];
    if (validate(body) === true) return problems;
    const errors = validate.errors ?? [];
    return [
      ...problems,
      ...errors.map(({ instancePath, message }) => `${instancePath} ${message}`),
    ];
  }
}

function operationsOf(document: Json): readonly Operation[] {
  const operations = Object.entries<Json>(document.paths).flatMap(([path, item]) => {
    const pattern = new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);
    return Object.entries<Json>(item).map(([method, { responses }]): Operation => ({
      name: `${method.toUpperCase()} ${path}`,
      pointer: `/paths/${escaped(path)}/${method}`,
      responses,
      matches: (given, bare) => given.toLowerCase() === method && pattern.test(bare),
    }));
  });
  // Literal paths first: `/v1/connections/test` is no id.
  return operations.toSorted((a, b) => Number(a.name.includes('{')) - Number(b.name.includes('{')));
}

/** As in a JSON pointer (RFC 6901). */
function escaped(part: string): string {
  return part.replaceAll('~', '~0').replaceAll('/', '~1');
}
