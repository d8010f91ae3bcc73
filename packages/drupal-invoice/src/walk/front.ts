import type { Cursor, Front } from './cursor.ts';
import { answerDescent, nextDescent, resumeDescent, startDescent } from './descent.ts';
import { allGone, findAlive, isFew } from './doubts.ts';
import { noteUnreadable } from './notes.ts';
import { observe, probe } from './observe.ts';
import { askPassed, nextPassed, notePassed } from './passed.ts';
import {
  farProbes,
  nextNear,
  requestedTurns,
  requestedWidth,
  usualWidth,
  wideWidth,
} from './probes.ts';
import { isResting } from './resting.ts';
import { startSearch } from './search.ts';
import { recall } from './step.ts';
import type { Step } from './step.ts';

const hour = 3_600_000;
/** A front is not begun again sooner than this after the last one, so that other work gets done. */
const shortestPauseMs = 15_000;

/** In the middle of long work: is it time to look for new invoices again? */
export function isFrontDue({ world, cursor, context }: Step): boolean {
  const pause = Math.max(context.intervalSeconds * 1000, shortestPauseMs);
  return world.now() - cursor.frontEndedAt >= pause;
}

/** Begins to look for new invoices, and for what is due as of now. */
export function startFront({ world, cursor, context }: Step): void {
  const now = world.now();
  const silence = Math.max(hour, context.intervalSeconds * 10_000);
  const wasSilent = cursor.frontEndedAt > 0 && now - cursor.frontEndedAt >= silence;
  const unasked = wasSilent ? wideWidth : usualWidth;
  const width = cursor.requestedAt === null ? unasked : requestedWidth;
  cursor.frontStartedAt = now;
  cursor.dueDone = false;
  cursor.front = cursor.top > 0 ? { phase: 'top', width } : near(cursor, width);
}

/** A gap was bridged: what came after it, and at the ids that were passed over? */
export function resumeFront(cursor: Cursor): void {
  cursor.front = near(cursor, usualWidth);
}

/** One more id of it. */
export async function advanceFront(step: Step, front: Front): Promise<void> {
  switch (front.phase) {
    case 'top':
      return checkTop(step, front);
    case 'descent':
      return descend(step, front);
    case 'near':
      return lookNear(step, front);
    case 'passed':
      return lookAtPassed(step, front);
    default:
      return lookFar(step, front);
  }
}

type Phase<Name extends Front['phase']> = Extract<Front, { phase: Name }>;

function near(cursor: Cursor, width: number): Phase<'near'> {
  const at = cursor.top + 1;
  return { phase: 'near', width, at, misses: 0, saidAbsent: false, passing: [], failed: [] };
}

async function checkTop(step: Step, { width }: Phase<'top'>): Promise<void> {
  const { cursor } = step;
  const { top } = cursor;
  const isThere = (await isResting(step, top)) || (await probe(step, top)).state !== 'absent';
  cursor.front = isThere
    ? near(cursor, width)
    : { phase: 'descent', width, descent: startDescent(top) };
}

async function descend(step: Step, { width, descent }: Phase<'descent'>): Promise<void> {
  const { cursor } = step;
  if (descent.phase === 'lost') {
    const { id } = await findAlive(step);
    if (id === null && !isFew(step)) throw allGone(step);
    const next =
      id === null
        ? ({ phase: 'found', from: descent.from, top: 0 } as const)
        : resumeDescent(descent, id);
    cursor.front = { phase: 'descent', width, descent: next };
    return;
  }
  const id = nextDescent(descent);
  if (id !== null) {
    const { state } = await probe(step, id);
    const next = answerDescent(descent, state === 'present');
    cursor.front = { phase: 'descent', width, descent: next };
    return;
  }
  if (descent.phase === 'found') settleTop(step, descent);
  cursor.front = near(cursor, width);
}

/** So many are remembered; an older one is long overtaken. */
const mostLost = 20;

/** What was between the old and the new highest id is gone, asked or not. */
function settleTop(
  { world, cursor, doubts }: Step,
  { from, top }: { readonly from: number; readonly top: number },
): void {
  doubts.length = 0;
  cursor.top = top;
  cursor.alive = Math.min(cursor.alive, top);
  cursor.reusedFrom = Math.min(cursor.reusedFrom ?? top + 1, top + 1);
  cursor.lost = [...cursor.lost, { from: top + 1, to: from, at: world.now() }].slice(-mostLost);
}

async function lookNear(step: Step, front: Phase<'near'>): Promise<void> {
  const { cursor } = step;
  const { width, misses } = front;
  const at = nextNear({ at: front.at, misses, high: cursor.high, width });
  if (at === null) {
    await settleFailed(step, front);
    cursor.front = { phase: 'passed', width, after: 0 };
    return;
  }
  const next: Phase<'near'> = { ...front, at: at + 1 };
  if (await isResting(step, at)) {
    cursor.front = { ...next, misses: misses + 1 };
    return;
  }
  // What comes up while nothing was ever known may be the whole of a site that was broken.
  const isFirst = isUnknown(cursor);
  const found = isFirst ? await probe(step, at) : await observe(step, { id: at, isProbe: true });
  const isPresent = found.state === 'present';
  if (isPresent) notePassed(step, front.passing);
  if (isPresent && isFirst) {
    // Nothing was there when these were asked, a moment ago.
    return beginAnew(cursor, front.failed.length === 0 ? at - misses : at, at);
  }
  cursor.front = {
    ...next,
    misses: isPresent ? 0 : misses + 1,
    passing: isPresent ? [] : [...front.passing, at],
    saidAbsent: front.saidAbsent || found.state === 'absent',
    failed:
      found.state === 'failed' ? [...front.failed, { id: at, reason: found.reason }] : front.failed,
  };
}

/**
 * Where the site says of some ids that there is nothing, those that fail may be new invoices. A
 * site that fails for every id it does not have says nothing.
 */
async function settleFailed(step: Step, front: Phase<'near'>): Promise<void> {
  if (!front.saidAbsent) return;
  for (const { id, reason } of front.failed) {
    if ((await recall(step, id)) === null) await noteUnreadable(step, { id, reason });
    step.cursor.high = Math.max(step.cursor.high, id);
  }
}

async function lookAtPassed(step: Step, { width, after }: Phase<'passed'>): Promise<void> {
  const { cursor } = step;
  const id = nextPassed(cursor, after);
  if (id !== null) await askPassed(step, id);
  cursor.front =
    id === null ? { phase: 'far', width, done: 0 } : { phase: 'passed', width, after: id };
}

async function lookFar(step: Step, { width, done }: Phase<'far'>): Promise<void> {
  const { cursor } = step;
  const { top, high, farTurn: turn } = cursor;
  const turns = width === requestedWidth ? requestedTurns : 1;
  const found = farProbes({ top, high, turn, turns })[done];
  if (!found) return endFront(step, turns);
  const { id, base } = found;
  const isPresent = (await probe(step, id)).state === 'present';
  if (isPresent && isUnknown(cursor)) return beginAnew(cursor, id, id);
  if (isPresent) {
    const isAdded = cursor.ranges.some(({ isGap, to }) => isGap && to >= id);
    if (!isAdded) cursor.ranges.unshift({ next: base + 1, to: id, isGap: true });
    // The front is resumed once the gap is bridged.
    return endFront(step, 1);
  }
  cursor.front = { phase: 'far', width, done: done + 1 };
}

function endFront({ cursor, world }: Step, turns: number): void {
  cursor.farTurn += turns;
  cursor.front = null;
  cursor.frontEndedAt = world.now();
}

function isUnknown({ high, startFrom }: Cursor): boolean {
  return high === 0 && startFrom === 'now';
}

/** The first contact goes on where it had found nothing. */
function beginAnew(cursor: Cursor, firstHit: number, id: number): void {
  cursor.firstHit = firstHit;
  cursor.search = startSearch(id);
  cursor.front = null;
}
