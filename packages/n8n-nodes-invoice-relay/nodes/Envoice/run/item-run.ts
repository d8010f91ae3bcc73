import type { EnvoiceClient } from '@invoice-relay/envoice';
import type { Reading } from '@invoice-relay/envoice/forms';
import type { Operation } from '@invoice-relay/envoice/operations';
import type { IBinaryData, IDataObject } from 'n8n-workflow';

import type { Parameters } from './parameters.ts';

/** One operation applied to one item. */
export interface ItemRun {
  readonly client: EnvoiceClient;
  readonly reading: Reading;
  /** As named in the node: `invoice`, `getAll`. */
  readonly resource: string;
  readonly action: string;
  /** Operation of the Envoice API. */
  readonly operation: Operation;
  readonly parameters: Parameters;
  /** Stores a file in n8n's binary data. */
  readonly storeFile: (file: {
    readonly bytes: Uint8Array;
    readonly fileName: string;
    readonly contentType: string;
  }) => Promise<IBinaryData>;
}

/** Result of an operation; each becomes one output item. */
export interface ItemResult {
  readonly json: IDataObject;
  readonly binary?: Readonly<Record<string, IBinaryData>>;
}
