import type { PollInput } from '@invoice-relay/relay-client';

import type { Entered } from '../../forms/read-fields.ts';
import { SelectField, TextField } from '../../ui/field.tsx';

const intervalPath = 'poll.intervalSeconds';
const startPath = 'poll.startFrom';
const idPath = 'poll.startId';

/** Polling options for a vendor without webhooks. */
export function PollFields(props: {
  readonly entered: Entered;
  readonly errors: ReadonlyMap<string, string>;
  readonly onChange: (path: string, value: string) => void;
}) {
  const { entered, errors, onChange } = props;
  const start = String(entered[startPath] ?? 'now');
  return (
    <>
      <SelectField
        label="Polling interval"
        error={errors.get(intervalPath)}
        value={String(entered[intervalPath] ?? '300')}
        choices={[
          { value: '60', label: 'Every minute' },
          { value: '300', label: 'Every 5 minutes' },
          { value: '900', label: 'Every 15 minutes' },
          { value: '3600', label: 'Every hour' },
        ]}
        onChange={(value) => onChange(intervalPath, value)}
      />
      <SelectField
        label="Existing documents"
        error={errors.get(startPath)}
        value={start}
        choices={[
          { value: 'now', label: 'Only send events for changes from now on' },
          { value: 'beginning', label: 'Also send events for all of them' },
          { value: 'id', label: 'Also send events for those from an id on' },
        ]}
        onChange={(value) => onChange(startPath, value)}
      />
      {start === 'id' && (
        <TextField
          label="Starting at id"
          error={errors.get(startPath)}
          value={String(entered[idPath] ?? '')}
          onChange={(value) => onChange(idPath, value)}
        />
      )}
    </>
  );
}

export function readPoll(entered: Entered): PollInput {
  const start = String(entered[startPath] ?? 'now');
  return {
    intervalSeconds: Number(entered[intervalPath] ?? 300),
    startFrom: start === 'id' ? String(entered[idPath] ?? '').trim() : start,
  };
}
