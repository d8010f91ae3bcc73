import type { VendorError } from '@invoice-relay/core/errors';

import { models } from '../api/index.ts';
import { fieldName } from './field-name.ts';
import type { NameField } from './field-name.ts';

const known: ReadonlySet<string> = new Set(
  Object.values(models).flatMap(({ properties = {} }) => Object.keys(properties)),
);

/** `model.Items[0].TaxId` or `body.Items.0.TaxId`, as they appear in Envoice's reasons. */
const fieldPath =
  /(?:\b(?:body|model|request)\.)?\b[A-Z]\w*(?:(?:\[\d+\]|\.\d+)?\.[A-Z]\w*)*(?=[\s:,.;]|$)/g;

/**
 * Returns the fields that Envoice complains about, by their names in the form:
 * `Line Items 2 → Tax`.
 *
 * @param nameOf the names in the form; our labels by default
 */
export function refusedFields(
  { details, message }: VendorError,
  nameOf: NameField = fieldName,
): readonly string[] {
  const texts = details.length > 0 ? details : [message];
  const paths = texts.flatMap((text) => text.match(fieldPath) ?? []).map(segmentsOf);
  // A single capitalized word is a word of a sentence, unless a path shows that it is a field.
  const fields = paths.filter(
    ({ names, isPath }) => isPath && names.every((name) => /^\d+$/.test(name) || known.has(name)),
  );
  return [...new Set(fields.map(({ names }) => nameOf(pathOf(names))))];
}

function segmentsOf(path: string): { readonly names: readonly string[]; readonly isPath: boolean } {
  const bare = path.replace(/^(?:body|model|request)\./, '');
  const names = bare.split(/[.[\]]+/).filter((name) => name !== '');
  return { names, isPath: bare !== path || names.length > 1 };
}

function pathOf(names: readonly string[]): readonly (string | number)[] {
  return names.map((name) => (/^\d+$/.test(name) ? Number(name) : name));
}
