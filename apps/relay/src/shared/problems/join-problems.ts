/**
 * Several problems in one text: `a: must be text; b: must be a number`. If one of them is a
 * sentence, or more than one, all become consecutive sentences.
 */
export function joinProblems(problems: readonly string[]): string {
  const hasSentence = problems.some((problem) => sentenceEnd.test(problem));
  if (!hasSentence) return problems.join('; ');
  return problems.map((problem) => (sentenceEnd.test(problem) ? problem : `${problem}.`)).join(' ');
}

const sentenceEnd = /[.!?]["”)]?$/;
