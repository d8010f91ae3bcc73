import { SelectField } from './field.tsx';

/** Selects how long the replaced value remains valid. Seconds, as text. */
export function OverlapField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <SelectField
      {...props}
      choices={[
        { value: '0', label: 'Not at all: it stops working now' },
        { value: '3600', label: '1 hour' },
        { value: '86400', label: '1 day' },
        { value: '604800', label: '7 days' },
        { value: '2592000', label: '30 days' },
      ]}
    />
  );
}
