import type { MoveProgress } from '../database/move/move-database.ts';

/** How often a long table says how far it is. Milliseconds. */
const everyMs = 2_000;

const words = { copy: 'copying', verify: 'comparing' } as const;

/** Says how far a move is, in a line for each table, and in further ones while it takes long. */
export function progressLines(
  write: (line: string) => void,
  now: () => number = () => performance.now(),
): (progress: MoveProgress) => void {
  let said = 0;
  return ({ stage, table, rows, of }) => {
    if (rows < of && now() - said < everyMs) return;
    // Empty tables are no news, and what is whole is said once.
    if (of === 0) return;
    said = now();
    write(
      `${words[stage]} ${table}: ${rows.toLocaleString('en')} of ${of.toLocaleString('en')} (${Math.floor((rows / of) * 100)} %)`,
    );
  };
}
