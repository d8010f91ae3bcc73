import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** Radio buttons with a label and an explanation each. */
export function CardChoices(props: {
  readonly legend: string;
  readonly value: string;
  readonly choices: readonly {
    readonly value: string;
    readonly label: string;
    readonly hint?: ComponentChildren;
  }[];
  readonly onChange: (value: string) => void;
}) {
  const { legend, value, choices, onChange } = props;
  const name = useId();
  return (
    <fieldset class="stack-small">
      <legend class="legend">{legend}</legend>
      <div class="choice">
        {choices.map((choice) => (
          <label class="choice-card" key={choice.value}>
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
            <span>{choice.label}</span>
            {choice.hint !== undefined && <span class="hint">{choice.hint}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Radio buttons with short labels, side by side. */
export function Segments(props: {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}) {
  const { label, value, choices, onChange } = props;
  const name = useId();
  return (
    <div class="segments" role="radiogroup" aria-label={label}>
      {choices.map((choice) => (
        <label key={choice.value}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          {choice.label}
        </label>
      ))}
    </div>
  );
}
