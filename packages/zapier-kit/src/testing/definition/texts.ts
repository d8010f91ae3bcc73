import type { DefinitionProblem } from './problem.ts';

/** Words that are not capitalized within a title. */
const small: ReadonlySet<string> = new Set(
  'a an and as at but by en for if in of on or the to v via vs'.split(' '),
);

/** What is wrong with a label of a step or a field. */
export function labelProblems(label: string, where: string): readonly DefinitionProblem[] {
  if (label.length < 2 || label.length > 64) {
    return [
      { code: 'schema', where, problem: `give it a label of 2 to 64 characters: "${label}"` },
    ];
  }
  const title = titleCase(label);
  if (title === label) return [];
  return [{ code: 'D018', where, problem: `write the label in title case: "${title}"` }];
}

/** What is wrong with a description or a help text. Zapier renders both as Markdown. */
export function proseProblems(text: string, where: string): readonly DefinitionProblem[] {
  const problems: DefinitionProblem[] = [];
  if (text.length === 0 || text.length > 1000) {
    const problem = `use 1 to 1000 characters, not ${text.length}`;
    problems.push({ code: 'schema', where, problem });
  }
  const prose = text.replaceAll(/`[^`]*`/g, '');
  for (const [, url = ''] of prose.matchAll(markdownLink)) {
    if (!url.startsWith('https://')) {
      problems.push({ code: 'D007', where, problem: `link to HTTPS: ${url}` });
    }
  }
  if (/https?:\/\/|\]\(/.test(prose.replaceAll(markdownLink, ''))) {
    const problem = 'write links as [text](https://…), and example URLs in backticks';
    problems.push({ code: 'D008', where, problem });
  }
  const [article] = wrongArticle.exec(prose) ?? [];
  if (article !== undefined) {
    problems.push({ code: 'review', where, problem: `fix the article: "${article}"` });
  }
  return problems;
}

/** "a invoice", as a text that is put together may say; "a one-time code" and "a European" are right. */
const wrongArticle = /\ba (?!one|once|eu)[aeio]\p{L}*/iu;

const markdownLink = /\[[^[\]]+\]\(([^()\s]+)\)/g;

export function hasLink(text: string): boolean {
  return text.search(markdownLink) !== -1;
}

/** `new contact for the PDF` as `New Contact for the PDF`; what has capitals keeps them. */
function titleCase(label: string): string {
  const words = label.split(' ');
  return words
    .map((word, index) => {
      const isInside = index > 0 && index < words.length - 1;
      if (isInside && small.has(word.toLowerCase())) return word.toLowerCase();
      if (/.\p{Lu}/u.test(word)) return word;
      return word.replaceAll(/(?<=^|[-/(])\p{Ll}/gu, (letter) => letter.toUpperCase());
    })
    .join(' ');
}
