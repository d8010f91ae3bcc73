// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { INodeProperties } from 'n8n-workflow';

import { estimationChangeStatusFields } from './changeStatus.gen.ts';
import { estimationConvertFields } from './convert.gen.ts';
import { estimationCreateFields } from './create.gen.ts';
import { estimationDeleteFields } from './delete.gen.ts';
import { estimationGetFields } from './get.gen.ts';
import { estimationGetAllFields } from './getAll.gen.ts';
import { estimationGetLinkFields } from './getLink.gen.ts';
import { estimationGetStatusFields } from './getStatus.gen.ts';
import { estimationSendToClientFields } from './sendToClient.gen.ts';
import { estimationUpdateFields } from './update.gen.ts';

// oxfmt-ignore
const operation: INodeProperties = {
  displayName: 'Operation',
  name: 'operation',
  type: 'options',
  noDataExpression: true,
  displayOptions: {
    show: {
      resource: ['estimation'],
    },
  },
  options: [
    {
      name: 'Change Status',
      value: 'changeStatus',
      action: 'Change estimation status',
      description: 'Set the status of an estimation to draft, accepted or rejected',
    },
    {
      name: 'Convert to Invoice',
      value: 'convert',
      action: 'Convert estimation to invoice',
      description: 'Convert an estimation to an invoice',
    },
    {
      name: 'Create',
      value: 'create',
      action: 'Create estimation',
      description: 'Create a new estimation',
    },
    {
      name: 'Delete',
      value: 'delete',
      action: 'Delete estimation',
      description: 'Delete an estimation permanently',
    },
    {
      name: 'Get',
      value: 'get',
      action: 'Get estimation',
      description: 'Retrieve an estimation with its line items and activities',
    },
    {
      name: 'Get Many',
      value: 'getAll',
      action: 'Get many estimations',
      description: 'Retrieve a list of estimations',
    },
    {
      name: 'Get Share Link',
      value: 'getLink',
      action: 'Get estimation share link',
      description: 'Retrieve the link at which the client views an estimation',
    },
    {
      name: 'Get Status',
      value: 'getStatus',
      action: 'Get estimation status',
      description: 'Retrieve only the status of an estimation',
    },
    {
      name: 'Send to Client',
      value: 'sendToClient',
      action: 'Send estimation to client',
      description: 'Send an estimation to its client by email',
    },
    {
      name: 'Update',
      value: 'update',
      action: 'Update estimation',
      description: 'Update an estimation: fields that are not given stay unchanged',
    },
  ],
  default: 'getAll',
};

export const estimationProperties: INodeProperties[] = [
  operation,
  ...estimationChangeStatusFields,
  ...estimationConvertFields,
  ...estimationCreateFields,
  ...estimationDeleteFields,
  ...estimationGetFields,
  ...estimationGetAllFields,
  ...estimationGetLinkFields,
  ...estimationGetStatusFields,
  ...estimationSendToClientFields,
  ...estimationUpdateFields,
];
