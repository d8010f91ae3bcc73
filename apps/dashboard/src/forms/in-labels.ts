import type { Source } from '../api/views.ts';
import { fieldsOf } from './schema-fields.ts';
import type { FormField } from './schema-fields.ts';

/** Behind this stand the words of a vendor, which stay as they are. */
const vendorSays = / says: /;

/** `baseUrl` and `auth.username` are names; `auth` may be a word of a sentence. */
const isName = /[a-z][A-Z]|\./;

/**
 * What the relay says about an account calls fields as its API does. A person filled in a form, so
 * this writes them as the form of the source does: `Base URL` for `baseUrl`.
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
    // Whole names, and no parts of URLs.
    .replaceAll(
      /(?<![\w./?&-])[a-z]\w*(?:\.[a-z]\w*)*(?![\w/=-])/g,
      (name) => titles.get(name) ?? name,
    );
  return `${ours}${message.slice(end)}`;
}

/** The same of each field that has something to say. */
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
