import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/**
 * Loaded into the relay's processes (and their threads) before the relay, with `--import`: lets a
 * trial move the clock, and take the disk's space away. `FAULTS_CONTROL` names the file that says
 * how. The relay itself knows nothing of it.
 */
interface Control {
  /** Added to what the clock says. */
  readonly clockOffsetMs?: number;
  /** How many pages more a SQLite file may have; left out, as many as there are. */
  readonly sparePages?: number;
}

const path = process.env['FAULTS_CONTROL'];
let control: Control = {};

function look(): void {
  if (path === undefined) return;
  try {
    control = JSON.parse(readFileSync(path, 'utf8')) as Control;
  } catch {
    // Not written yet, or only half: the next look.
  }
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
/** Connections that were told so, each of which has to be told when it is over. */
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
