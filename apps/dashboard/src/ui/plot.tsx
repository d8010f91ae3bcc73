import { useEffect, useId, useRef } from 'preact/hooks';
import { formatMoment } from '../text/time.ts';
import './usable-language.ts';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import './plot.css';

export interface PlotSeries {
  readonly label: string;
  /** CSS custom property: `--plot-1`. */
  readonly color: string;
  readonly values: readonly (number | null)[];
  readonly format: (value: number) => string;
}

const height = 160;

/** A time series chart. `summary` describes it in words, also for screen readers. */
export function Plot(props: {
  readonly title: string;
  readonly summary: string;
  /** Epoch seconds of each value. */
  readonly times: readonly number[];
  readonly series: readonly PlotSeries[];
}) {
  const { title, summary, times, series } = props;
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<UPlot | undefined>();
  const shown = useRef({ times, series });
  shown.current = { times, series };
  const id = useId();
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    let plot = draw({ element, ...shown.current });
    drawn.current = plot;
    const resize = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height }));
    resize.observe(element);
    // A canvas does not react to style changes.
    const redraw = (): void => {
      plot.destroy();
      plot = draw({ element, ...shown.current });
      drawn.current = plot;
    };
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', redraw);
    addEventListener('themechange', redraw);
    return () => {
      resize.disconnect();
      dark.removeEventListener('change', redraw);
      removeEventListener('themechange', redraw);
      plot.destroy();
    };
  }, []);
  // Updates the data in place (up to once a second), so that the readout at the pointer stays.
  useEffect(() => drawn.current?.setData(dataOf({ times, series })), [times, series]);
  return (
    <figure class="card plot" aria-labelledby={id}>
      <figcaption>
        <h2 id={id}>{title}</h2>
        <p class="muted small">{summary}</p>
      </figcaption>
      <ul class="plot-legend small" aria-hidden="true">
        {series.map(({ label, color }) => (
          <li key={label} style={{ '--series': `var(${color})` }}>
            {label}
          </li>
        ))}
      </ul>
      <div ref={place} class="plot-place" aria-hidden="true" />
    </figure>
  );
}

function draw(options: {
  readonly element: HTMLElement;
  readonly times: readonly number[];
  readonly series: readonly PlotSeries[];
}): UPlot {
  const { element, series } = options;
  const color = (name: string) => resolve(element, name);
  const axis = {
    stroke: color('--text-muted'),
    font: `12px ${getComputedStyle(element).fontFamily}`,
    grid: { stroke: color('--line'), width: 1 },
    ticks: { show: false },
  };
  const [first] = series;
  return new UPlot(
    {
      width: element.clientWidth,
      height,
      legend: { show: false },
      cursor: { y: false, points: { size: 7 }, drag: { x: false, y: false } },
      scales: { y: { range: (_plot, _least, most) => [0, Math.max(1, most) * 1.1] } },
      // Half of the last time label extends beyond the last value.
      padding: [8, 26, 0, 0],
      axes: [
        { ...axis, space: 72, size: 28, values: timeLabels },
        {
          ...axis,
          size: 52,
          space: 36,
          incrs: [
            1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 2e5, 5e5, 1e6,
            5e6, 1e7,
          ],
          values: (_plot, ticks) => ticks.map((tick) => first?.format(tick) ?? String(tick)),
        },
      ],
      series: [
        {},
        ...series.map((one, index) => ({
          label: one.label,
          stroke: color(one.color),
          width: 2,
          ...(index === 0 ? { fill: faint(color(one.color)) } : {}),
          // A line needs two values: a single value between gaps would be invisible.
          points: {
            show: false,
            size: 6,
            filter: (plot: UPlot, at: number) => alone(plot.data[at]),
          },
        })),
      ],
      plugins: [readout(series)],
    },
    dataOf(options),
    element,
  );
}

function dataOf(options: Pick<Parameters<typeof draw>[0], 'times' | 'series'>): UPlot.AlignedData {
  const { times, series } = options;
  return [[...times], ...series.map(({ values }) => [...values])];
}

/** Returns the indexes of values without neighbors, or null if there are none. */
function alone(values: ArrayLike<number | null | undefined> = []): number[] | null {
  const has = (at: number) => values[at] !== null && values[at] !== undefined;
  const found = Array.from(values, (_, at) => at).filter(
    (at) => has(at) && !has(at - 1) && !has(at + 1),
  );
  return found.length === 0 ? null : found;
}

/** Labels ticks with the time of day for ranges of up to two days, and with the date beyond. */
function timeLabels(_plot: UPlot, ticks: readonly number[]): string[] {
  const first = ticks[0] ?? 0;
  const last = ticks.at(-1) ?? 0;
  const isShort = last - first <= 2 * 86_400;
  const format = new Intl.DateTimeFormat(
    'en-GB',
    isShort ? { hour: '2-digit', minute: '2-digit' } : { day: 'numeric', month: 'short' },
  );
  return ticks.map((tick) => format.format(tick * 1_000));
}

/** Shows the values at the pointer. */
function readout(series: readonly PlotSeries[]): UPlot.Plugin {
  const box = document.createElement('div');
  box.className = 'plot-readout';
  box.hidden = true;
  return {
    hooks: {
      init: (plot) => void plot.over.append(box),
      setCursor: (plot) => {
        const { idx, left = -1 } = plot.cursor;
        box.hidden = idx === null || idx === undefined || left < 0;
        if (box.hidden) return;
        const at = new Date((plot.data[0][idx as number] ?? 0) * 1_000);
        box.replaceChildren(
          formatMoment(at.toISOString()),
          ...series.map(({ label, format }, index) => {
            const line = document.createElement('div');
            const value = plot.data[index + 1]?.[idx as number];
            line.textContent = `${label}: ${value === null || value === undefined ? '–' : format(value)}`;
            return line;
          }),
        );
        box.dataset['side'] = left > plot.over.clientWidth / 2 ? 'start' : 'end';
      },
    },
  };
}

/** Resolves a CSS custom property to a color in the current theme. */
function resolve(element: HTMLElement, name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

function faint(color: string): string {
  return color.replace(/^rgb\((.+)\)$/, 'rgba($1, 0.12)');
}
