import type {
  ICredentialDataDecryptedObject,
  ICredentialType,
  IHttpRequestOptions,
  INodeProperties,
  Icon,
} from 'n8n-workflow';

/**
 * Credentials for the API of a Drupal site with the Invoice 7 module.
 *
 * Tested by `drupalInvoiceApiTest` of the Drupal Invoice node, because a test request defined here
 * could neither explain what is wrong nor check whether the user can log in to write.
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
        'Address of the Drupal site, including its sub-path if it has one, but without /invoice/api. Add /?q= to it if the site has no clean URLs.',
    },
    {
      displayName: 'User',
      name: 'username',
      type: 'string',
      required: true,
      default: '',
      description:
        'A Drupal user that is the API root user or the API user of a template on the settings page of the Invoice module',
    },
    {
      displayName: 'Password',
      name: 'password',
      type: 'string',
      typeOptions: { password: true },
      required: true,
      default: '',
    },
    {
      displayName: 'Proxy Header Name',
      name: 'headerName',
      type: 'string',
      default: '',
      placeholder: 'e.g. X-Api-Key',
      description: 'Only if a proxy in front of the site requires its own header',
    },
    {
      displayName: 'Proxy Header Value',
      name: 'headerSecret',
      type: 'string',
      typeOptions: { password: true },
      default: '',
    },
  ];

  async authenticate(
    credentials: ICredentialDataDecryptedObject,
    request: IHttpRequestOptions,
  ): Promise<IHttpRequestOptions> {
    return { ...request, headers: { ...request.headers, ...headersOf(credentials) } };
  }
}

/** Lowercases header names, as the node's client does, so that no header is sent twice. */
function headersOf(credentials: ICredentialDataDecryptedObject): Record<string, string> {
  const { username, password, headerName, headerSecret } = credentials;
  // Encoded as UTF-8 (RFC 7617, section 2.1); `btoa` only accepts one character per byte.
  const bytes = new TextEncoder().encode(`${String(username)}:${String(password)}`);
  const name = String(headerName ?? '')
    .trim()
    .toLowerCase();
  return {
    authorization: `Basic ${btoa(String.fromCharCode(...bytes))}`,
    ...(name === '' ? {} : { [name]: String(headerSecret ?? '').trim() }),
  };
}
