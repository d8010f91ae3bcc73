import type {
  ICredentialDataDecryptedObject,
  ICredentialType,
  IHttpRequestOptions,
  INodeProperties,
  Icon,
} from 'n8n-workflow';

/**
 * A Drupal site with the Invoice 7 module, and how it lets callers in.
 *
 * Its test is `drupalInvoiceApiTest` of the Drupal Invoice node: a test request here could not tell
 * a site that has no invoice 1 yet from an address at which there is no Drupal.
 */
export class DrupalInvoiceApi implements ICredentialType {
  name = 'drupalInvoiceApi';

  displayName = 'Drupal Invoice API';

  icon: Icon = {
    light: 'file:../icons/drupal-invoice.svg',
    dark: 'file:../icons/drupal-invoice.dark.svg',
  };

  documentationUrl =
    'https://github.com/invoice-relay/invoice-relay/tree/main/packages/n8n-nodes-invoice-relay#drupal-invoice-credentials';

  properties: INodeProperties[] = [
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      required: true,
      default: '',
      placeholder: 'e.g. https://example.com/drupal',
      description:
        'Where the Drupal site lives, with its sub-path if it has one, and without /invoice/api',
    },
    {
      displayName: 'Authentication',
      name: 'authentication',
      type: 'options',
      default: 'basic',
      description: 'How the site lets callers in. The module leaves this to whoever runs the site.',
      options: [
        { name: 'Basic Auth', value: 'basic' },
        { name: 'Header Auth', value: 'header' },
        { name: 'None', value: 'none' },
      ],
    },
    {
      displayName: 'User',
      name: 'username',
      type: 'string',
      default: '',
      displayOptions: { show: { authentication: ['basic'] } },
    },
    {
      displayName: 'Password',
      name: 'password',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      displayOptions: { show: { authentication: ['basic'] } },
    },
    {
      displayName: 'Header Name',
      name: 'headerName',
      type: 'string',
      default: '',
      placeholder: 'e.g. X-Api-Key',
      displayOptions: { show: { authentication: ['header'] } },
    },
    {
      displayName: 'Header Value',
      name: 'headerSecret',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      displayOptions: { show: { authentication: ['header'] } },
    },
  ];

  async authenticate(
    credentials: ICredentialDataDecryptedObject,
    request: IHttpRequestOptions,
  ): Promise<IHttpRequestOptions> {
    return { ...request, headers: { ...request.headers, ...headersOf(credentials) } };
  }
}

/** Names in lower case, as the node's own client writes them: one header then, and not two. */
function headersOf(credentials: ICredentialDataDecryptedObject): Record<string, string> {
  const { authentication, username, password, headerName, headerSecret } = credentials;
  if (authentication === 'basic') {
    // As UTF-8 (RFC 7617, section 2.1), which `btoa` has to be given byte by byte.
    const bytes = new TextEncoder().encode(`${String(username)}:${String(password)}`);
    return { authorization: `Basic ${btoa(String.fromCharCode(...bytes))}` };
  }
  if (authentication === 'header') {
    return { [String(headerName).trim().toLowerCase()]: String(headerSecret).trim() };
  }
  return {};
}
