import type { Source } from '../api/views.ts';
import { fieldsOf } from './schema-fields.ts';
import type { FormField } from './schema-fields.ts';

/** Whatever follows is a quotation of the vendor and is not changed. */
const vendorSays = / says: /;

/** `baseUrl` and `auth.username` are field names; `auth` may be an ordinary word. */
const isName = /[a-z][A-Z]|\./;

/**
 * Replaces API field names in a message of the relay with the labels of the source's form:
 * `Base URL` for `baseUrl`.
 */
export function inLabels(
  message: string,
  source: Pick<Source, 'credentialsSchema' | 'settingsSchema'> | undefined,
): string {
  if (source === undefined) return message;
  const titles = new Map(
    [source.credentialsSchema, source.settingsSchema]
      .flatMap((schema) => fieldsOf({ schema, path: '' }).flatMap(withInner))
      .filter(({ path }) => isName.test(path))
      .map(({ path, title }) => [path, title]),
  );
  const end = vendorSays.exec(message)?.index ?? message.length;
  const ours = message
    .slice(0, end)
    // Whole names only, and no parts of URLs.
    .replaceAll(
      /(?<![\w./?&-])[a-z]\w*(?:\.[a-z]\w*)*(?![\w/=-])/g,
      (name) => titles.get(name) ?? name,
    );
  return `${ours}${message.slice(end)}`;
}

/** Applies `inLabels` to the message of each field. */
export function errorsInLabels(
  errors: ReadonlyMap<string, string>,
  source: Source,
): ReadonlyMap<string, string> {
  return new Map([...errors].map(([path, message]) => [path, inLabels(message, source)]));
}

function withInner(field: FormField): readonly FormField[] {
  switch (field.kind) {
    case 'group':
      return [field, ...field.fields.flatMap(withInner)];
    case 'variants':
      return [field, ...field.variants.flatMap(({ fields }) => fields.flatMap(withInner))];
    default:
      return [field];
  }
}
