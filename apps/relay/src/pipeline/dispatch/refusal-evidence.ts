import type { PaceSample } from './pace-sample.ts';

/**
 * The number of responses over which the share of refusals is averaged, recent ones weighing most.
 */
const remembered = 64;
/** With more refusals than this, none counts as random. */
const rareShare = 0.06;
/** If this many that started after a refused one were accepted, the refusal was random … */
const enoughTaken = 4;
/** … provided at most this share of them was refused. */
const refusedBeside = 1 / 8;

/** Until this many were accepted in all, no refusal counts as random without evidence. */
const enoughKnown = 20;

/**
 * After this many refusals at a learned rate, full speed is tried again, then after twice as many.
 */
const firstTrialAfter = 8;
const longestTrialAfter = 1_000;

/** What is known about the attempts around a refused one. */
interface Question {
  readonly place: number;
  /** When the refusal was known: what starts later follows a pause. Epoch milliseconds. */
  readonly until: number;
  taken: number;
  refused: number;
}

/**
 * Distinguishes refusals caused by a limit from random ones at full speed (one of several servers
 * behind an address, a limit used up by others), for which slowing down changes nothing: a limit
 * refuses most of what starts after the first refusal, chance does not.
 */
export class RefusalEvidence {
  #share = 0;
  #taken = 0;
  #question: Question | undefined;
  #givesBenefit = true;
  #refusedInRate = 0;
  #trialAfter = firstTrialAfter;

  /**
   * One was refused at full speed: what started after it, and is in flight, decides what that
   * means.
   *
   * @param options.begunAfter how many started after it
   * @returns whether it counts as random right away: too few started after it to tell, once in a
   *   row
   */
  ask(sample: PaceSample, options: { readonly begunAfter: number }): boolean {
    this.#question = undefined;
    if (options.begunAfter >= enoughTaken) {
      this.#question = { place: sample.place, until: sample.now, taken: 0, refused: 0 };
      return false;
    }
    const isKnown = this.#taken >= enoughKnown && this.#share < rareShare;
    const passes = this.#givesBenefit && isKnown;
    this.#givesBenefit = false;
    return passes;
  }

  /** @returns whether the refusal in question turned out to be random */
  delivered(sample: PaceSample): boolean {
    this.#share -= this.#share / remembered;
    this.#taken += 1;
    const question = this.#question;
    if (question === undefined || !isBeside(question, sample)) return false;
    question.taken += 1;
    const byChance =
      question.taken >= enoughTaken &&
      question.refused <= question.taken * refusedBeside &&
      this.#share < rareShare;
    if (!byChance) return false;
    this.#question = undefined;
    this.#givesBenefit = true;
    this.#trialAfter = firstTrialAfter;
    return true;
  }

  /**
   * One was refused although it kept to the learned rate.
   *
   * @returns whether to test at full speed again whether there is a limit
   */
  mayTry(): boolean {
    this.#refusedInRate += 1;
    if (this.#refusedInRate < this.#trialAfter || this.#share >= rareShare) return false;
    this.#refusedInRate = 0;
    this.#trialAfter = Math.min(longestTrialAfter, this.#trialAfter * 2);
    this.#givesBenefit = true;
    return true;
  }

  refused(sample: PaceSample): void {
    this.#share += (1 - this.#share) / remembered;
    if (this.#question !== undefined && isBeside(this.#question, sample)) {
      this.#question.refused += 1;
    }
  }
}

function isBeside(question: Question, { place, startedAt }: PaceSample): boolean {
  return place > question.place && startedAt <= question.until;
}
