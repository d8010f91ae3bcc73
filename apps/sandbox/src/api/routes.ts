import type { FastifyInstance } from 'fastify';

import { Problem } from '../http/problem.ts';
import { effectiveTrouble } from '../sender/trouble.ts';
import type { CallCounter } from './call-counter.ts';
import { type Operation, operations } from './description.ts';
import { withNulls, withOrdinals } from './enums.ts';
import { passGate } from './gate.ts';
import { type ApiContext, faultedAnswer, type Handler, Refusal } from './handler.ts';
import { withLocalTimes, withNetNumbers } from './net-answer.ts';
import { createHandlers } from './handlers/index.ts';
import type { RateLimit } from './rate-limit.ts';
import { Validation } from './validation.ts';

/** Shared by all sandboxes of a process: it only depends on the description. */
const validation = new Validation();
/**
 * The description names several of the vendor's servers; the sandbox serves one below this path.
 */
const root = '/envoice';
const bodyLimit = 1_048_576;

export interface ApiRoutesOptions {
  readonly api: ApiContext;
  readonly counter: CallCounter;
  readonly rateLimit: RateLimit;
  /** Called after every change, since it may have recorded activities. */
  readonly onChange: () => void;
}

/** Registers a route for each operation of the description. */
export function apiRoutes(app: FastifyInstance, options: ApiRoutesOptions): void {
  const { api, counter, rateLimit } = options;
  const handlers = createHandlers(api);
  for (const operation of operations) {
    const handler = handlers[operation.id];
    if (handler === undefined) throw new Error(`Nothing plays the operation "${operation.id}".`);
    app.route({
      method: operation.method,
      url: `${root}${operation.path}`,
      exposeHeadRoute: false,
      bodyLimit,
      onRequest: (request, reply) => passGate({ api, operation, rateLimit, request, reply }),
      onResponse: async (_request, reply) =>
        counter.add({ operation: operation.id, status: reply.statusCode }),
      errorHandler: async (error, _request, reply) => {
        const { modelState } = effectiveTrouble(api.store.settings.trouble);
        const isBad = error instanceof Problem && error.status === 400;
        if (!modelState || !isBad) throw error;
        await reply.code(400).type('application/json; charset=utf-8').send(asModelState(error));
      },
      handler: async (request, reply) => {
        const { query, body } = request;
        const answer = perform({ ...options, operation, handler, query, body });
        if (operation.method === 'POST') options.onChange();
        if (answer === undefined) return reply.code(operation.status).send();
        const { faultStatus, labelledHtml, netNumbers } = effectiveTrouble(
          api.store.settings.trouble,
        );
        const json = JSON.stringify(answer);
        return reply
          .code(isFaulted(answer) ? faultStatus : 200)
          .type(`${labelledHtml ? 'text/html' : 'application/json'}; charset=utf-8`)
          .send(netNumbers ? withNetNumbers(json) : json);
      },
    });
  }
  app.all(`${root}/api/*`, (request) => {
    throw unknownOperation({ method: request.method, url: request.url });
  });
}

/** Runs an operation in one transaction; validates request and response against the description. */
function perform(
  options: ApiRoutesOptions & {
    readonly operation: Operation;
    readonly handler: Handler;
    readonly query: unknown;
    readonly body: unknown;
  },
): unknown {
  const { api, operation, handler, query, body } = options;
  const given = validation.request({ operation, query, body });
  let answer: unknown;
  try {
    answer = api.store.transaction(() => {
      const value = handler({ operation, ...given });
      // Inside the transaction, so that an invalid response rolls back the change.
      requireFits({ operation, value });
      return value;
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { faultsWithoutText: withoutText } = effectiveTrouble(api.store.settings.trouble);
    return faultedAnswer({ operation, ...error, message: error.message, withoutText });
  }
  return dressed({ api, operation, answer });
}

function requireFits(options: { readonly operation: Operation; readonly value: unknown }): void {
  const errors = validation.answer(options);
  if (errors.length === 0) return;
  const { id } = options.operation;
  const said = errors.map(({ field, message }) => `${field} ${message}`);
  throw new Problem({
    status: 500,
    detail: `${id}: the sandbox's own answer does not fit the description: ${said.join('; ')}.`,
    errors,
    operation: id,
  });
}

/** Applies the configured response formats. */
function dressed(options: {
  readonly api: ApiContext;
  readonly operation: Operation;
  readonly answer: unknown;
}): unknown {
  const { api, operation, answer } = options;
  const { ordinals, nulls, apiOffset, pagesWithoutResult } = effectiveTrouble(
    api.store.settings.trouble,
  );
  const schema = operation.answer;
  if (schema === undefined) return answer;
  const numbered = ordinals ? withOrdinals({ schema, value: answer }) : answer;
  const filled = nulls ? withNulls({ schema, value: numbered }) : numbered;
  const value = pagesWithoutResult ? withoutEmptyResult(filled) : filled;
  if (apiOffset === null) return value;
  const createdOn = (id: number) => api.store.activities.createdOn(id);
  return withLocalTimes({ value, offset: apiOffset, createdOn });
}

function withoutEmptyResult(answer: unknown): unknown {
  const { Result, ...page } = answer as { readonly Result?: unknown };
  return Array.isArray(Result) && Result.length === 0 ? page : answer;
}

/** The response of ASP.NET Web API when model binding fails. */
function asModelState({ errors }: Problem): object {
  return {
    Message: 'The request is invalid.',
    ModelState: Object.fromEntries(
      errors.map(({ field, message }) => [`model.${field}`, [message]]),
    ),
  };
}

function isFaulted(answer: unknown): boolean {
  return (answer as { readonly IsFaulted?: unknown } | null)?.IsFaulted === true;
}

function unknownOperation(options: { readonly method: string; readonly url: string }): Problem {
  const { method, url } = options;
  const path = url.split('?')[0]?.slice(root.length) ?? '';
  const known = operations.find((operation) => operation.path === path);
  const detail =
    known === undefined
      ? `The description has no operation ${path}.`
      : `${known.id} is a ${known.method}, not a ${method}.`;
  return new Problem({ status: 404, detail });
}
