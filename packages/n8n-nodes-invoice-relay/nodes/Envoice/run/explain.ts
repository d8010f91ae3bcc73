import { VendorError } from '@invoice-relay/core/errors';
import { models } from '@invoice-relay/envoice/operations';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';

import { toNodeError } from '../../shared/errors.ts';
import { InputError } from '../values/input-error.ts';
import { labelOf } from '../words/labels.ts';

/** An error of an item as n8n shows it: which field it is about, and how to mend it. */
export function explain(
  error: unknown,
  options: { readonly node: INode; readonly itemIndex: number },
): NodeApiError | NodeOperationError {
  const { node, itemIndex } = options;
  if (error instanceof InputError) {
    const { message, description } = error;
    return new NodeOperationError(node, message, { description, itemIndex });
  }
  const nodeError = toNodeError(error, { node, service: 'Envoice', itemIndex });
  const fields = error instanceof VendorError ? fieldsIn(error) : [];
  if (fields.length > 0) {
    nodeError.description = `Look at: ${fields.join(', ')}.\n${nodeError.description ?? ''}`.trim();
  }
  return nodeError;
}

const known: ReadonlySet<string> = new Set(
  Object.values(models).flatMap(({ properties = {} }) => Object.keys(properties)),
);

/** `model.Items[0].TaxId` or `body.Items.0.TaxId`, as they stand in what Envoice gives as reasons. */
const fieldPath =
  /(?:\b(?:body|model|request)\.)?\b[A-Z]\w*(?:(?:\[\d+\]|\.\d+)?\.[A-Z]\w*)*(?=[\s:,.;]|$)/g;

/** The fields that Envoice complains of, by their names in the form. */
function fieldsIn({ details, message }: VendorError): readonly string[] {
  const texts = details.length > 0 ? details : [message];
  const paths = texts.flatMap((text) => text.match(fieldPath) ?? []).map(segmentsOf);
  // A single capitalised word is a word of a sentence, unless a path says that it is a field.
  const fields = paths.filter(
    ({ names, isPath }) => isPath && names.every((name) => /^\d+$/.test(name) || known.has(name)),
  );
  return [...new Set(fields.map(({ names }) => inWords(names)))];
}

function segmentsOf(path: string): { readonly names: readonly string[]; readonly isPath: boolean } {
  const bare = path.replace(/^(?:body|model|request)\./, '');
  const names = bare.split(/[.[\]]+/).filter((name) => name !== '');
  return { names, isPath: bare !== path || names.length > 1 };
}

function inWords(names: readonly string[]): string {
  return names
    .map((name) => (/^\d+$/.test(name) ? `#${Number(name) + 1}` : labelOf(name)))
    .join(' → ')
    .replaceAll(' → #', ' ');
}
