import type {
  IAuthenticateGeneric,
  Icon,
  ICredentialTestRequest,
  ICredentialType,
  INodeProperties,
} from 'n8n-workflow';

const notEnvoice =
  'This is not the Envoice API. Check the base URL: it is https://www.envoice.in, unless you use a sandbox.';

/** API key and secret of an Envoice account. */
export class EnvoiceApi implements ICredentialType {
  name = 'envoiceApi';

  displayName = 'Envoice API';

  icon: Icon = { light: 'file:../icons/envoice.svg', dark: 'file:../icons/envoice.dark.svg' };

  documentationUrl =
    'https://github.com/invoice-relay/invoice-relay/tree/main/packages/n8n-nodes-invoice-relay#envoice-credentials';

  properties: INodeProperties[] = [
    {
      displayName: 'Auth Key',
      name: 'authKey',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      description: 'From the API tab of your Envoice account settings',
    },
    {
      displayName: 'Auth Secret',
      name: 'authSecret',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      description: 'From the API tab of your Envoice account settings',
    },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: 'https://www.envoice.in',
      description: 'Address of the API, without /api. Change it only to use a sandbox.',
    },
  ];

  authenticate: IAuthenticateGeneric = {
    type: 'generic',
    properties: {
      headers: {
        'x-auth-key': '={{$credentials.authKey}}',
        'x-auth-secret': '={{$credentials.authSecret}}',
      },
    },
  };

  test: ICredentialTestRequest = {
    request: {
      // Read as the nodes do: without one it is Envoice itself.
      baseURL: '={{$credentials.baseUrl.trim().replace(/\\/+$/, "") || "https://www.envoice.in"}}',
      url: '/api/general/currencies',
      // As in the nodes: the key must not be sent to wherever a redirect points.
      disableFollowRedirect: true,
    },
    // n8n applies rules of both kinds; its type allows only one kind at a time.
    rules: [
      {
        type: 'responseCode',
        properties: {
          value: 401,
          message:
            'Envoice does not accept the auth key and auth secret. Copy both again from the API tab of your Envoice account settings.',
        },
      },
      {
        // Guess: no 403 of Envoice was seen.
        type: 'responseCode',
        properties: {
          value: 403,
          message:
            'This account may not use the API. Check that the auth key and auth secret belong to the right account, and that its plan includes the API.',
        },
      },
      { type: 'responseCode', properties: { value: 404, message: notEnvoice } },
      // Checked on the first currency. A response without these members is a web page or comes from
      // other software.
      ...['Id', 'Value'].map((key) => ({
        type: 'responseSuccessBody',
        properties: { key, value: undefined, message: notEnvoice },
      })),
    ] as NonNullable<ICredentialTestRequest['rules']>,
  };
}
