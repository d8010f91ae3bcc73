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
      // As with the nodes: where a redirect leads is not the place that the key is for.
      disableFollowRedirect: true,
    },
    // A page of a list has both, `next` as null when it is the last one. What has not is a web page,
    // or an answer of other software.
    rules: ['data', 'next'].map((key) => ({
      type: 'responseSuccessBody',
      properties: {
        key,
        value: undefined,
        message:
          'What answers there is not an Invoice Relay. Check the base URL: the host, the port, and the path if it has one.',
      },
    })),
  };
}
