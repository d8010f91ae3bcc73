import { useId } from 'preact/hooks';

import { formatCount } from '../text/number.ts';

/** A progress bar; `total` is null while it is unknown. */
export function Progress(props: {
  readonly label: string;
  readonly done: number;
  readonly total: number | null;
}) {
  const { label, done, total } = props;
  const id = useId();
  const share = total === null || total === 0 ? null : Math.min(1, done / total);
  const text =
    total === null
      ? `${formatCount(done)} so far`
      : `${formatCount(done)} of ${formatCount(total)}`;
  return (
    <div class="progress">
      <div class="spread small">
        <span id={id}>{label}</span>
        <span class="number muted">{text}</span>
      </div>
      <div
        class="progress-bar"
        role="progressbar"
        aria-labelledby={id}
        aria-valuetext={text}
        {...(share === null
          ? { 'data-unknown': true }
          : { 'aria-valuenow': Math.round(share * 100), 'aria-valuemin': 0, 'aria-valuemax': 100 })}
      >
        <div style={share === null ? {} : { '--done': `${share * 100}%` }} />
      </div>
    </div>
  );
}
