import type {
  Icon,
  ICredentialDataDecryptedObject,
  ICredentialTestRequest,
  ICredentialType,
  IHttpRequestOptions,
  INodeProperties,
} from 'n8n-workflow';

/** Where an Invoice Relay is, and a key of its API. */
export class InvoiceRelayApi implements ICredentialType {
  name = 'invoiceRelayApi';

  displayName = 'Invoice Relay API';

  icon: Icon = {
    light: 'file:../icons/invoice-relay.svg',
    dark: 'file:../icons/invoice-relay.dark.svg',
  };

  documentationUrl =
    'https://github.com/invoice-relay/invoice-relay/tree/main/packages/n8n-nodes-invoice-relay#invoice-relay-credentials';

  properties: INodeProperties[] = [
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      required: true,
      default: '',
      placeholder: 'http://127.0.0.1:4100',
      description: 'Where the relay is, as this n8n reaches it',
    },
    {
      displayName: 'API Key',
      name: 'apiKey',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      description:
        'A key of the relay. Scope "read" is enough for the Polling Trigger and to read; the Trigger, test deliveries and retries need "subscribe".',
    },
  ];

  /**
   * A function, as n8n resolves expressions only while a workflow is at work: the trigger sends its
   * sample a moment after that.
   */
  authenticate = async (
    credentials: ICredentialDataDecryptedObject,
    request: IHttpRequestOptions,
  ): Promise<IHttpRequestOptions> => ({
    ...request,
    headers: {
      ...request.headers,
      authorization: `Bearer ${String(credentials['apiKey']).trim()}`,
    },
  });

  test: ICredentialTestRequest = {
    request: {
      baseURL: '={{$credentials.baseUrl.replace(/\\/+$/, "")}}',
      url: '/v1/connections?limit=1',
    },
  };
}
