import type {
  Icon,
  ICredentialDataDecryptedObject,
  ICredentialTestRequest,
  ICredentialType,
  IHttpRequestOptions,
  INodeProperties,
} from 'n8n-workflow';

const notRelay =
  'This is not an Invoice Relay. Check the base URL: the host, the port, and the path if it has one. It does not end with /v1.';

/** Address and API key of an Invoice Relay. */
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
      placeholder: 'e.g. http://127.0.0.1:4100',
      description: 'Address of the relay as this n8n reaches it',
    },
    {
      displayName: 'API Key',
      name: 'apiKey',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
      description:
        'An API key of the relay. The scope "read" is sufficient for the Polling Trigger and for reading; the Trigger, test deliveries and retries need "subscribe".',
    },
  ];

  /**
   * A function, because n8n resolves expressions only while a workflow is running, and the trigger
   * sends its sample shortly after that.
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
      // Read as the nodes do: an address copied from a browser may end in a bare "#" or "?".
      baseURL: '={{$credentials.baseUrl.trim().replace(/[/?#]+$/, "")}}',
      url: '/v1/connections?limit=1',
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
            'The relay does not accept the API key: it is unknown there, or was deleted. An administrator key creates a new one.',
        },
      },
      { type: 'responseCode', properties: { value: 404, message: notRelay } },
      // Every list page has both members; `next` is null on the last page. A response without them is
      // a web page or comes from other software.
      ...['data', 'next'].map((key) => ({
        type: 'responseSuccessBody',
        properties: { key, value: undefined, message: notRelay },
      })),
    ] as NonNullable<ICredentialTestRequest['rules']>,
  };
}
