import { CircleAlert } from 'lucide-preact';
import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';

import { timeZone } from '../text/time.ts';

interface FieldProps {
  readonly label: string;
  readonly hint?: ComponentChildren;
  readonly error?: string | undefined;
  readonly optional?: boolean;
}

export interface ControlProps {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
}

/** A control with its label, hint and error. */
export function Field(
  props: FieldProps & { readonly children: (control: ControlProps) => ComponentChildren },
) {
  const { label, hint, error, optional = false, children } = props;
  const id = useId();
  const described = [
    ...(error === undefined ? [] : [`${id}-error`]),
    ...(hint === undefined ? [] : [`${id}-hint`]),
  ];
  return (
    <div class="field">
      <label for={id}>
        {label}
        {optional && <span class="optional"> (optional)</span>}
      </label>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children({
        id,
        'aria-describedby': described.length === 0 ? undefined : described.join(' '),
        'aria-invalid': error === undefined ? undefined : true,
      })}
      {error !== undefined && (
        <p class="error" id={`${id}-error`}>
          <CircleAlert size={16} aria-hidden="true" />
          <span>{error}</span>
        </p>
      )}
    </div>
  );
}

/** Error for a group of fields. It is focusable, so that screen readers announce it. */
export function FieldError({ children }: { readonly children: ComponentChildren }) {
  return (
    <p class="field-error" tabIndex={-1}>
      {children}
    </p>
  );
}

type InputProps = Omit<JSX.InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'label' | 'value'>;

export function TextField(
  props: FieldProps &
    InputProps & { readonly value: string; readonly onChange: (value: string) => void },
) {
  const { label, hint, error, optional, value, onChange, ...input } = props;
  return (
    <Field label={label} hint={hint} error={error} {...(optional ? { optional } : {})}>
      {(control) => (
        <input
          type="text"
          {...input}
          {...control}
          class="input"
          value={value}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** Date and time in the browser's time zone. An incomplete value prevents the form's submission. */
export function MomentField(props: Omit<Parameters<typeof TextField>[0], 'type' | 'hint'>) {
  return <TextField {...props} type="datetime-local" hint={`Time zone: ${timeZone()}.`} />;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export function SelectField(
  props: FieldProps & {
    readonly value: string;
    readonly choices: readonly Choice[];
    readonly onChange: (value: string) => void;
  },
) {
  const { label, hint, error, optional, value, onChange } = props;
  // The query string may contain a value that is no longer offered, such as a deleted connection.
  const choices = props.choices.some((choice) => choice.value === value)
    ? props.choices
    : [...props.choices, { value, label: value }];
  return (
    <Field label={label} hint={hint} error={error} {...(optional ? { optional } : {})}>
      {(control) => (
        <select
          {...control}
          class="select"
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function CheckField(props: {
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}) {
  const { label, hint, checked, onChange } = props;
  const id = useId();
  return (
    <div class="check">
      <input
        type="checkbox"
        id={id}
        checked={checked}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <label for={id}>{label}</label>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
