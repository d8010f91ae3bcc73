import type { Tone } from './status.tsx';

/** The state of something, in a word, and in a sentence that also says what to do, if anything. */
export interface Standing {
  readonly tone: Tone;
  readonly word: string;
  readonly sentence: string;
}
