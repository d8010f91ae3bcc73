import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread, threadId } from 'node:worker_threads';

/**
 * Loaded into the relay's processes (and their threads) before the relay, with `--import`: lets a
 * trial move the clock, use up disk space, and see which memory is in use. `FAULTS_CONTROL` names
 * the control file. The relay itself knows nothing of it.
 */
interface Control {
  /** Added to the clock. */
  readonly clockOffsetMs?: number;
  /** The number of pages by which a SQLite file may still grow; unlimited by default. */
  readonly sparePages?: number;
  /** The number of garbage collections requested so far, for every thread. */
  readonly collections?: number;
}

const path = process.env['FAULTS_CONTROL'];
let control: Control = {};
let collected = 0;

function look(): void {
  if (path === undefined) return;
  try {
    control = JSON.parse(readFileSync(path, 'utf8')) as Control;
  } catch {
    // Not written yet, or only half: read again next time.
  }
  if (control.collections !== undefined && control.collections !== collected) {
    collected = control.collections;
    collect(collected);
  }
}

/** The time the other threads have to do the same. Milliseconds. */
const toldAfterMs = 300;

/** Collects all garbage. Each thread reports what it holds, then the main thread adds it up. */
function collect(collections: number): void {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  // What the first run finalizes, the second one frees.
  collectGarbage();
  collectGarbage();
  const { used_heap_size: used, total_physical_size: taken, external_memory } = getHeapStatistics();
  const held = { heap: used + external_memory, spare: taken - used };
  writeFileSync(`${path}.${process.pid}.${threadId}`, JSON.stringify(held));
  if (isMainThread) setTimeout(() => tell(collections), toldAfterMs);
}

/** Writes what all threads reported, in MiB, beside the control file. */
function tell(collections: number): void {
  const told = `${path}.${process.pid}`;
  const sum = { heap: 0, spare: 0 };
  for (const name of readdirSync(dirname(told))) {
    if (!name.startsWith(`${basename(told)}.`)) continue;
    const held = JSON.parse(readFileSync(join(dirname(told), name), 'utf8')) as typeof sum;
    sum.heap += held.heap;
    sum.spare += held.spare;
  }
  const inMiB = (bytes: number): number => Math.round(bytes / 1024 / 1024);
  const all = { collections, heap: inMiB(sum.heap), spare: inMiB(sum.spare) };
  writeFileSync(told, JSON.stringify(all));
}
look();
setInterval(look, 20).unref();

const realNow = Date.now;
Date.now = () => realNow() + (control.clockOffsetMs ?? 0);
const RealDate = Date;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, given: []) =>
    given.length === 0 ? new target(RealDate.now()) : new target(...given),
});

const most = 2 ** 31 - 1;
const require = createRequire(import.meta.url);
const { prototype } = require('better-sqlite3') as {
  prototype: { exec(text: string): unknown; pragma(text: string, options?: object): unknown };
};
const { exec } = prototype;
/** Limited connections, whose limit has to be lifted when it is over. */
const limited = new WeakSet<object>();
prototype.exec = function limit(text) {
  const { sparePages } = control;
  if (text.startsWith('BEGIN') && (sparePages !== undefined || limited.has(this))) {
    const used = this.pragma('page_count', { simple: true }) as number;
    this.pragma(`max_page_count = ${sparePages === undefined ? most : used + sparePages}`);
    if (sparePages === undefined) limited.delete(this);
    else limited.add(this);
  }
  return exec.call(this, text);
};
