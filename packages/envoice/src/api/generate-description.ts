import { readFileSync } from 'node:fs';

import { missingOperationIds } from './generate-names.ts';
import type { JsonSchema } from './operation.ts';

export interface DescribedParameter {
  readonly name: string;
  readonly in: 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
}

interface Content {
  readonly content: Readonly<Record<'application/json', { readonly schema: JsonSchema }>>;
}

export interface DescribedOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly [string];
  readonly parameters: readonly DescribedParameter[];
  readonly requestBody?: Content & { readonly required: boolean };
  readonly responses: Readonly<Record<string, Partial<Content> & { readonly description: string }>>;
}

export interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}

const file = new URL('../../../../vendor/envoice/openapi-v1.json', import.meta.url);

/**
 * Reads Envoice's own description, as far as this package uses it: every operation with an id and
 * its request body inlined, JSON as the only media type, and without the authentication headers.
 */
export function readDescription(): Description {
  // oxlint-disable-next-line typescript/no-explicit-any -- the vendor's document, unread yet
  const vendor = JSON.parse(readFileSync(file, 'utf8')) as any;
  const shared = vendor.components.requestBodies as Record<string, Content>;
  const { schemas } = vendor.components;

  const jsonOnly = (body: Content) => ({
    content: { 'application/json': body.content['application/json'] },
  });

  // oxlint-disable-next-line typescript/no-explicit-any -- see above
  const operation = (path: string, raw: any): DescribedOperation => {
    const operationId = raw.operationId ?? missingOperationIds[path];
    if (!operationId) throw new Error(`${path} has no operationId: give it one in generate-names.`);
    const body = raw.requestBody?.$ref
      ? shared[raw.requestBody.$ref.replace('#/components/requestBodies/', '')]
      : raw.requestBody;
    return {
      operationId,
      summary: raw.summary,
      tags: raw.tags,
      parameters: raw.parameters.filter(
        (parameter: DescribedParameter) => parameter.in !== 'header',
      ),
      ...(body ? { requestBody: { ...jsonOnly(body), required: body.required } } : {}),
      responses: Object.fromEntries(
        Object.entries<Content & { description: string }>(raw.responses).map(
          ([status, response]) => [
            status,
            { description: response.description, ...(response.content ? jsonOnly(response) : {}) },
          ],
        ),
      ),
    };
  };

  const paths = Object.fromEntries(
    Object.entries<Record<string, unknown>>(vendor.paths).map(([path, methods]) => [
      path,
      Object.fromEntries(
        Object.entries(methods).map(([method, raw]) => [method, operation(path, raw)]),
      ),
    ]),
  );
  return { paths, components: { schemas } };
}
