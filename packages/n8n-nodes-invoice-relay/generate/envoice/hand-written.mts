import type { INodeProperties } from 'n8n-workflow';

export const returnAll: INodeProperties = {
  displayName: 'Return All',
  name: 'returnAll',
  type: 'boolean',
  default: false,
  description: 'Whether to return all results or only up to a given limit',
};

export const limit: INodeProperties = {
  displayName: 'Limit',
  name: 'limit',
  type: 'number',
  typeOptions: { minValue: 1 },
  default: 50,
  description: 'Max number of results to return',
};

export const simplify: INodeProperties = {
  displayName: 'Simplify',
  name: 'simplify',
  type: 'boolean',
  default: true,
  description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** Fields that do not come from Envoice's models. */
export const extras: Readonly<
  Record<'matchBy' | 'binaryField' | 'fileName', readonly INodeProperties[]>
> = {
  matchBy: [
    {
      displayName: 'Match By',
      name: 'matchBy',
      type: 'options',
      options: [
        { name: 'Company Registration Number', value: 'CompanyRegistrationNumber' },
        { name: 'Email', value: 'Email' },
        { name: 'Name', value: 'Name' },
        { name: 'VAT Number', value: 'Vat' },
      ],
      default: 'Email',
      description: 'Value that identifies an existing client',
    },
    {
      displayName: 'Value',
      name: 'matchValue',
      type: 'string',
      required: true,
      default: '',
      description:
        'Email, name or number of the client. Case and surrounding spaces are ignored. The value is also written to the client.',
    },
  ],
  binaryField: [
    {
      displayName: 'Put Output File in Field',
      name: 'binaryPropertyName',
      type: 'string',
      required: true,
      default: 'data',
      hint: 'The name of the output binary field to put the file in',
    },
  ],
  fileName: [],
};

/** The file name option, next to Envoice's own parameter. */
export const pdfFileName: INodeProperties = {
  displayName: 'File Name',
  name: 'fileName',
  type: 'string',
  default: '',
  placeholder: 'e.g. invoice.pdf',
  description:
    'Name of the file, if it should differ from the one Envoice returns. Folders are removed.',
};

/** The field for lines that come from an expression. */
export function itemsJson(options: {
  readonly collection: 'additionalFields' | 'updateFields';
  /** False for the items of a product. */
  readonly hasQuantity: boolean;
  /** Whether lines that are filled in count as well: only in version 1. */
  readonly isAppended: boolean;
}): INodeProperties {
  const { collection, hasQuantity, isAppended } = options;
  const place = isAppended ? ', appended to those filled in above' : '';
  const onCreate = hasQuantity ? '. The quantity defaults to 1.' : '';
  const more =
    collection === 'updateFields'
      ? '. A line with an ID changes the existing line. An empty list changes nothing in either List Mode.'
      : onCreate;
  return {
    displayName: 'Line Items (JSON)',
    name: 'itemsJson',
    type: 'json',
    default: '[]',
    placeholder: `e.g. [{"WorkTypeId": 2402, ${hasQuantity ? '"Quantity": 2, ' : ''}"Cost": 85.5}]`,
    description: `A list of line items with the member names of Envoice${place}${more}`,
  };
}

export const listMode: INodeProperties = {
  displayName: 'List Mode',
  name: 'listMode',
  type: 'options',
  options: [
    {
      name: 'Add or Change',
      value: 'merge',
      description: 'Entries with the ID of an existing one change it, all others are added',
    },
    {
      name: 'Replace All',
      value: 'replace',
      description: 'Existing entries that are not given are removed, in each list that is given',
    },
  ],
  default: 'merge',
  description: 'What happens to existing line items, attachments, coupons and discounts',
};
