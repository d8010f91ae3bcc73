import type { PaceSample } from './pace-sample.ts';

/** Of so many answers the part of refusals is known, the latest counting most. */
const remembered = 64;
/** With more refusals than this, none is taken for one by chance. */
const rareShare = 0.06;
/** So many that began after a refused one, and were taken, say that it was by chance … */
const enoughTaken = 4;
/** … if at most this part of them was refused. */
const refusedBeside = 1 / 8;

/** Before so many were taken in all, nothing passes for chance on trust. */
const enoughKnown = 20;

/** After so many refusals at a found rate full speed is tried again, then after twice as many. */
const firstTrialAfter = 8;
const longestTrialAfter = 1_000;

/** What is known of the attempts beside one that was refused. */
interface Question {
  readonly place: number;
  /** When the refusal was known: what begins later begins after a pause. Epoch milliseconds. */
  readonly until: number;
  taken: number;
  refused: number;
}

/**
 * Tells refusals at full speed that come with a limit from those by chance (one of several servers
 * behind an address, a limit that others use up), for which slowing down changes nothing: a limit
 * refuses most of what begins after the first one that it refuses, chance does not.
 */
export class RefusalEvidence {
  #share = 0;
  #taken = 0;
  #question: Question | undefined;
  #givesBenefit = true;
  #refusedInRate = 0;
  #trialAfter = firstTrialAfter;

  /**
   * One was refused at full speed: what began after it, and is in flight, decides what that means.
   *
   * @param options.begunAfter how many began after it
   * @returns whether it passes for chance at once: too few began after it to tell, once in a row
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

  /** @returns whether the refusal in question turned out to be by chance */
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
   * One was refused although it kept to the rate that was found.
   *
   * @returns whether to try once more at full speed whether there is a limit
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
