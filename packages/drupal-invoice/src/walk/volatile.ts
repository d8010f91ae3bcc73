import { ask } from './ask.ts';
import type { Found } from './ask.ts';
import { changedMembers, isDocumented, readContent } from './content.ts';
import type { Content } from './content.ts';
import type { Cursor } from './cursor.ts';
import type { Step } from './step.ts';

/** A clock in seconds has to move between two readings, for what shows it to be found out. */
const betweenReadingsMs = 1100;
/** A site that makes up more members than this cannot be told from one that changes. */
const mostVolatile = 50;

/**
 * Reads an invoice that changed once more, and learns which of its members change by themselves.
 *
 * A member that only the site knows is one of them when two readings in a row differ in it. One that
 * the vendor documents may have been edited in between, so it takes three.
 *
 * @returns the last reading; null when the invoice is gone meanwhile
 */
export async function readAgain(
  step: Step,
  options: { readonly id: number; readonly first: Found },
): Promise<{ readonly answer: Found; readonly seen: Content } | null> {
  const { id, first } = options;
  const before = readContent(first.invoice);
  const second = await readOnce(step, id);
  if (second === 'gone') return null;
  // When it cannot be read again, the first reading has to do.
  if (!second) return { answer: first, seen: before };
  const differing = changedMembers(before, second.seen);
  learn(
    step.cursor,
    differing.filter((path) => !isDocumented(path)),
  );
  const suspects = differing.filter((path) => isDocumented(path) && mayBeVolatile(path));
  if (suspects.length === 0) return second;
  const third = await readOnce(step, id);
  if (third === 'gone') return null;
  if (!third) return second;
  const still = changedMembers(second.seen, third.seen);
  learn(
    step.cursor,
    suspects.filter((path) => still.includes(path)),
  );
  return third;
}

async function readOnce(
  step: Step,
  id: number,
): Promise<{ readonly answer: Found; readonly seen: Content } | 'gone' | null> {
  await step.world.sleep(betweenReadingsMs, step.context.signal);
  const answer = await ask(step, { id });
  if (answer.state === 'absent') return 'gone';
  return answer.state === 'found' ? { answer, seen: readContent(answer.invoice) } : null;
}

/** Who is to pay, and whether that was done, is never a whim of the site. */
function mayBeVolatile(path: string): boolean {
  return path !== 'pay_status' && !path.startsWith('customer.');
}

const hour = 3_600_000;
/** So many changes within an hour, of nothing else, and a member is taken to change by itself. */
const whimsPerHour = 3;

/** Some members move by themselves too slowly for two readings to differ, as "cached at" does. */
export function noteWhims(
  { cursor, world }: Step,
  options: {
    /** The members that changed. */
    readonly changed: readonly string[];
  },
): void {
  const { changed } = options;
  if (changed.some(isDocumented)) return;
  const at = world.now();
  cursor.whims = [
    ...cursor.whims.filter((whim) => at - whim.at < hour),
    ...changed.map((path) => ({ path, at })),
  ].slice(-whimsPerHour * mostVolatile);
  learn(
    cursor,
    changed.filter(
      (path) => cursor.whims.filter((whim) => whim.path === path).length >= whimsPerHour,
    ),
  );
}

function learn(cursor: Cursor, paths: readonly string[]): void {
  const all = new Set([...cursor.volatile, ...paths]);
  cursor.volatile = [...all].slice(0, mostVolatile);
}
