import type { EnvoiceClient } from '@invoice-relay/envoice';
import type { Reading } from '@invoice-relay/envoice/forms';
import type { Operation } from '@invoice-relay/envoice/operations';
import type { IBinaryData, IDataObject } from 'n8n-workflow';

import type { Parameters } from './parameters.ts';

/** One operation for one item. */
export interface ItemRun {
  readonly client: EnvoiceClient;
  readonly reading: Reading;
  /** As the node names them: `invoice`, `getAll`. */
  readonly resource: string;
  readonly action: string;
  /** Of Envoice's API. */
  readonly operation: Operation;
  readonly parameters: Parameters;
  /** n8n's place for files. */
  readonly storeFile: (file: {
    readonly bytes: Uint8Array;
    readonly fileName: string;
    readonly contentType: string;
  }) => Promise<IBinaryData>;
}

/** What comes of it: an item for each. */
export interface ItemResult {
  readonly json: IDataObject;
  readonly binary?: Readonly<Record<string, IBinaryData>>;
}
