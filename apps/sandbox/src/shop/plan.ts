import { type DocumentKind, ordinalOf } from '../envoice/activity-types.ts';
import { between, pickWeighted } from './random.ts';
import { type Step, stories, type Story } from './stories.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** A planned activity. */
export interface PlannedActivity {
  /** Index of the document within the plan. */
  readonly document: number;
  readonly about: DocumentKind;
  readonly type: number;
  /** Milliseconds since the Unix epoch, with fractions. */
  readonly at: number;
}

/** Activities of a time range, in chronological order. */
export interface Plan {
  /** Milliseconds since the Unix epoch. */
  readonly from: number;
  readonly to: number;
  readonly activities: readonly PlannedActivity[];
}

/** Plans a month of a busy shop: the thirty days before `now`, with people working on weekdays. */
export function planMonth(options: { readonly now: number; readonly random: () => number }): Plan {
  const { now, random } = options;
  const from = now - 30 * day;
  const starts: number[] = [];
  for (let date = Math.floor(from / day) * day; date < now; date += day) {
    const weekday = new Date(date).getUTCDay();
    const busy = weekday === 0 || weekday === 6 ? [0, 4] : [15, 30];
    const count = Math.floor(between({ random, from: busy[0] ?? 0, to: busy[1] ?? 0 }));
    for (let index = 0; index < count; index += 1) {
      starts.push(date + between({ random, from: 7 * hour, to: 18 * hour }));
    }
  }
  const begun = starts.filter((start) => start >= from);
  // Steps after now have not happened yet.
  const activities = tell({ starts: begun, random }).filter(({ at }) => at <= now);
  return { from, to: now, activities };
}

/**
 * Plans exactly `count` activities in the ninety days before `now`, as when a vendor catches up.
 */
export function planBurst(options: {
  readonly count: number;
  readonly now: number;
  readonly random: () => number;
}): Plan {
  const { count, now, random } = options;
  const from = now - 90 * day;
  // Every story has at least three steps.
  const documents = Math.ceil(count / 3);
  const starts = Array.from({ length: documents }, (_, index) => from + (index * hour) / 4);
  const activities = tell({ starts, random }).slice(0, count);
  const end = activities.at(-1)?.at ?? now;
  const stretch = (now - from) / Math.max(1, end - from);
  return {
    from,
    to: now,
    activities: activities.map((activity) => ({
      ...activity,
      at: Math.min(now, from + (activity.at - from) * stretch),
    })),
  };
}

/** Starts a story at each time and sorts all their steps chronologically. */
function tell(options: {
  readonly starts: readonly number[];
  readonly random: () => number;
}): PlannedActivity[] {
  return options.starts
    .flatMap((start, document) => tellOne({ start, document, random: options.random }))
    .toSorted((one, other) => one.at - other.at);
}

function tellOne(options: {
  readonly start: number;
  readonly document: number;
  readonly random: () => number;
}): PlannedActivity[] {
  const story: Story = pickWeighted({ random: options.random, choices: stories });
  let at = options.start;
  return story.steps.map((step) => {
    at = timeOf({ step, after: at, random: options.random });
    return { document: options.document, about: story.about, type: ordinal(step.type), at };
  });
}

function timeOf(options: {
  readonly step: Step;
  readonly after: number;
  readonly random: () => number;
}): number {
  const [from, to] = options.step.wait;
  const at = options.after + between({ random: options.random, from, to }) * hour;
  return options.step.atMidnight ? Math.ceil(at / day) * day : at;
}

function ordinal(name: string): number {
  const found = ordinalOf(name);
  if (found === undefined) throw new Error(`A story has the unknown activity type "${name}".`);
  return found;
}
