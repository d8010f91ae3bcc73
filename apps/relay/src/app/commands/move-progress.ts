import type { MoveProgress } from '../../database/move/move-database.ts';

/** How often the progress of a long table is reported. Milliseconds. */
const everyMs = 2_000;

const verbs = { copy: 'copying', verify: 'comparing' } as const;

/** Reports the progress of a move, one line per table, and more while it takes long. */
export function progressLines(
  write: (line: string) => void,
  now: () => number = () => performance.now(),
): (progress: MoveProgress) => void {
  let reportedAt = 0;
  return ({ stage, table, rows, of }) => {
    if (rows < of && now() - reportedAt < everyMs) return;
    // Empty tables are not reported, and complete ones only once.
    if (of === 0) return;
    reportedAt = now();
    write(
      `${verbs[stage]} ${table}: ${rows.toLocaleString('en')} of ${of.toLocaleString('en')} (${Math.floor((rows / of) * 100)} %)`,
    );
  };
}
