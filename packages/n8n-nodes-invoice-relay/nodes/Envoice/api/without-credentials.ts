import type { IAllExecuteFunctions } from 'n8n-workflow';

/**
 * The context of a node whose requests carry no credentials: for the files that a link leads to,
 * which may be anywhere.
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
