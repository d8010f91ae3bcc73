import type { Tone } from './status.tsx';

/** How something stands, in a word, and in a sentence that says what to do where anything is. */
export interface Standing {
  readonly tone: Tone;
  readonly word: string;
  readonly sentence: string;
}
