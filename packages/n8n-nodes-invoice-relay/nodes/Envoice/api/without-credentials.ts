import type { IAllExecuteFunctions } from 'n8n-workflow';

/**
 * Wraps a node's context so that its requests carry no credentials, for files whose links may point
 * anywhere.
 */
export function withoutCredentials(context: IAllExecuteFunctions): IAllExecuteFunctions {
  const { helpers } = context;
  return {
    helpers: {
      httpRequestWithAuthentication: (_credentialType: string, request: never) =>
        helpers.httpRequest(request),
    },
  } as unknown as IAllExecuteFunctions;
}
