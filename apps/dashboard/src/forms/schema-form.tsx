import { useId } from 'preact/hooks';

import { CardChoices } from '../ui/choices.tsx';
import { CheckField, Field, SelectField, TextField } from '../ui/field.tsx';
import type { Entered } from './read-fields.ts';
import type { FormField } from './schema-fields.ts';

interface SchemaFormProps {
  readonly fields: readonly FormField[];
  readonly entered: Entered;
  readonly errors: ReadonlyMap<string, string>;
  readonly onChange: (path: string, value: string | boolean) => void;
}

/** Renders the form fields derived from a JSON Schema. */
export function SchemaForm(props: SchemaFormProps) {
  return (
    <>
      {props.fields.map((field) => (
        <SchemaField key={field.path} {...props} field={field} />
      ))}
    </>
  );
}

function SchemaField(props: SchemaFormProps & { readonly field: FormField }) {
  const { field, entered, errors, onChange } = props;
  const { path, title, description, required } = field;
  const given = entered[path];
  const text = typeof given === 'string' ? given : '';
  const about = {
    label: title,
    hint: description,
    error: errors.get(path),
    ...(required ? {} : { optional: true }),
  };
  const change = (value: string): void => onChange(path, value);
  switch (field.kind) {
    case 'group':
      return <Group {...props} title={title} description={description} fields={field.fields} />;
    case 'variants': {
      const chosen = Number(given ?? 0);
      return (
        <>
          {field.variants.length > 1 && (
            <CardChoices
              legend={title}
              value={String(chosen)}
              choices={field.variants.map((variant, index) => ({
                value: String(index),
                label: variant.title,
                hint: variant.description,
              }))}
              onChange={change}
            />
          )}
          <Group
            {...props}
            title={field.variants.length > 1 ? undefined : title}
            description={field.variants.length > 1 ? undefined : description}
            fields={field.variants[chosen]?.fields ?? []}
          />
        </>
      );
    }
    case 'check':
      return (
        <CheckField
          label={title}
          hint={description}
          checked={typeof given === 'boolean' ? given : field.fallback}
          onChange={(checked) => onChange(path, checked)}
        />
      );
    case 'choice':
      return (
        <SelectField
          {...about}
          value={text}
          choices={[
            { value: '', label: 'Choose…' },
            ...field.choices.map((choice) => ({ value: choice, label: choice })),
          ]}
          onChange={change}
        />
      );
    case 'lines':
      return (
        <Field {...about} hint={`${description ?? ''} One per line.`.trim()}>
          {(control) => (
            <textarea
              {...control}
              class="input"
              value={text}
              onInput={(event) => change(event.currentTarget.value)}
            />
          )}
        </Field>
      );
    default:
      return (
        <TextField
          {...about}
          type={field.kind === 'secret' ? 'password' : 'text'}
          inputMode={field.kind === 'number' ? 'decimal' : undefined}
          placeholder={field.fallback}
          autocomplete="off"
          spellcheck={false}
          value={text}
          onChange={change}
        />
      );
  }
}

function Group(
  props: SchemaFormProps & {
    readonly title: string | undefined;
    readonly description: string | undefined;
  },
) {
  const { title, description, ...form } = props;
  const id = useId();
  if (form.fields.length === 0) return null;
  return (
    <fieldset class="stack group" aria-describedby={description === undefined ? undefined : id}>
      {title !== undefined && <legend class="legend">{title}</legend>}
      {description !== undefined && (
        <p class="hint muted small" id={id}>
          {description}
        </p>
      )}
      <SchemaForm {...form} />
    </fieldset>
  );
}
