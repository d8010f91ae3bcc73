import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';

import { parse, Problem } from '../http/problem.ts';
import type { Webhook } from '../store/webhooks.ts';
import type { Context } from './context.ts';
import { webhookView } from './webhook-view.ts';

/** The vendor's limit. */
const maxWebhooks = 10;

const urlSchema = v.pipe(
  v.string('must be text'),
  v.trim(),
  v.maxLength(2_048, 'must be at most 2048 characters long'),
  v.check(isHttpUrl, 'must be an http or https URL without a user name or password'),
  v.transform((text) => new URL(text).href),
);
const registrationSchema = v.strictObject({ url: urlSchema });
const idSchema = v.pipe(
  v.string(),
  v.regex(/^\d{1,15}$/, 'must be the number that GET /control/webhooks gives'),
  v.transform(Number),
);

function isHttpUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '') return false;
  return url.protocol === 'http:' || url.protocol === 'https:';
}

/** Routes for the webhook URLs in the account's settings. */
export function webhookRoutes(app: FastifyInstance, context: Context): void {
  const { store, sender, runtime } = context;

  app.get('/control/webhooks', () => ({
    data: store.webhooks.all().map((webhook) => webhookView({ store, webhook })),
  }));

  app.post('/control/webhooks', async (request, reply) => {
    const { url } = parse({ schema: registrationSchema, input: request.body, where: 'body' });
    const known = store.webhooks.findUrl(url);
    if (known !== undefined) return reply.send(webhookView({ store, webhook: known }));
    const webhook = register({ context, url, now: runtime.now() });
    const probe = await sender.probe(webhook);
    sender.add(webhook.id);
    return reply.code(201).send({ ...webhookView({ store, webhook }), probe: explain(probe) });
  });

  app.delete<{ Params: { id: string } }>('/control/webhooks/:id', (request, reply) => {
    const id = parse({ schema: idSchema, input: request.params.id, where: 'path' });
    remove({ context, webhook: store.webhooks.find(id) });
    return reply.code(204).send();
  });

  app.delete('/control/webhooks', (request, reply) => {
    if (request.body === undefined) {
      for (const webhook of store.webhooks.all()) remove({ context, webhook });
    } else {
      const { url } = parse({ schema: registrationSchema, input: request.body, where: 'body' });
      remove({ context, webhook: store.webhooks.findUrl(url) });
    }
    return reply.code(204).send();
  });
}

function register(options: {
  readonly context: Context;
  readonly url: string;
  readonly now: number;
}): Webhook {
  const { store } = options.context;
  return store.transaction(() => {
    if (store.webhooks.all().length >= maxWebhooks) {
      throw new Problem({
        status: 409,
        detail: `The vendor takes up to ${maxWebhooks} webhook URLs per account, and there are ${maxWebhooks}: remove one with DELETE /control/webhooks/{id} first.`,
      });
    }
    // Earlier activities are not sent: only a URL that has worked before can have missed any.
    const position = store.activities.lastId();
    return store.webhooks.add({ url: options.url, createdAt: options.now, position });
  });
}

function remove(options: {
  readonly context: Context;
  readonly webhook: Webhook | undefined;
}): void {
  const { store, sender } = options.context;
  if (options.webhook === undefined) {
    throw new Problem({
      status: 404,
      detail: 'No such webhook is registered: GET /control/webhooks lists those that are.',
    });
  }
  store.webhooks.remove(options.webhook.id);
  sender.ring();
}

function explain(probe: { readonly status: number | null; readonly error: string | null }) {
  const said =
    probe.status === null ? `did not answer (${probe.error})` : `answered ${probe.status}`;
  const meaning =
    probe.status === 200
      ? 'that is what the vendor takes for working'
      : 'only status 200 counts as working, so activities will be tried again and then held back';
  return { ...probe, message: `An empty POST ${said}: ${meaning}.` };
}
