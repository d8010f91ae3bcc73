import type { Operation, OperationParameter } from '../api/operation.ts';

export type Input = Readonly<Record<string, unknown>>;

export interface BuiltRequest {
  /** The path and the query, relative to the base URL. */
  readonly target: string;
  readonly body?: string;
}

/**
 * Returns what an operation sends for an input of the client.
 *
 * @throws {TypeError} that says which argument is missing, invalid or unknown
 */
export function buildRequest(options: {
  readonly operation: Operation;
  readonly input: unknown;
}): BuiltRequest {
  const { operation } = options;
  const { parameters, body, path } = operation;
  const call = `${operation.resource}.${operation.name}`;
  const input = options.input ?? {};
  if (!isInput(input)) throw new TypeError(`${call} takes an object, such as { id: 3971 }.`);

  if (body?.argument === null) {
    if (input !== options.input)
      throw new TypeError(`${call} needs the data to send, as an object.`);
    return { target: path, body: JSON.stringify(input) };
  }

  const known = parameters.map(({ argument }) => argument).concat(body?.argument ?? []);
  for (const [name, value] of Object.entries(input)) {
    if (known.includes(name) || value === undefined) continue;
    throw new TypeError(`${call} has no argument ${name}. It takes: ${known.join(', ')}.`);
  }
  const query = new URLSearchParams();
  for (const parameter of parameters) {
    const text = textOf({ call, parameter, value: input[parameter.argument] });
    if (text !== null) query.set(parameter.name, text);
  }
  const target = query.size > 0 ? `${path}?${query.toString()}` : path;
  if (body === null) return { target };

  const value = input[body.argument];
  if (typeof body.schema === 'string') {
    if (!isInput(value)) throw new TypeError(`${call} needs ${body.argument}, an object.`);
    return { target, body: JSON.stringify(value) };
  }
  return { target, body: integerText({ call, argument: body.argument, value }) };
}

function isInput(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(options: {
  readonly call: string;
  readonly parameter: OperationParameter;
  readonly value: unknown;
}): string | null {
  const { call, value } = options;
  const { argument, required, type, enum: names } = options.parameter;
  if (value === undefined || value === null) {
    if (required) throw new TypeError(`${call} needs ${argument}.`);
    return null;
  }
  if (type === 'integer') return integerText({ call, argument, value });
  if (typeof value !== type) throw new TypeError(`${call} takes ${argument} as a ${type}.`);
  const text = String(value);
  if (names && !names.includes(text)) {
    throw new TypeError(`${call} takes ${argument} as one of: ${names.join(', ')}.`);
  }
  return text;
}

function integerText(options: {
  readonly call: string;
  readonly argument: string;
  readonly value: unknown;
}): string {
  const { call, argument, value } = options;
  const isText = typeof value === 'string' && /^\d{1,15}$/.test(value);
  if (isText || Number.isSafeInteger(value)) return String(Number(value));
  throw new TypeError(`${call} takes ${argument} as a whole number, or its digits as text.`);
}
