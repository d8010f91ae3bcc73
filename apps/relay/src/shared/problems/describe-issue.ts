import type { BaseIssue } from 'valibot';

import type { FieldError } from './problem.ts';

/** More than this do not help, and each has a cost. */
const maxErrors = 100;

type Issue = Pick<BaseIssue<unknown>, 'message' | 'expected' | 'received' | 'path'> & {
  readonly type?: string;
};

/**
 * What is wrong with each field, without repeating what was sent: it may be a secret.
 *
 * @param issues as returned by valibot through the Standard Schema interface
 */
export function describeIssues(issues: readonly object[]): FieldError[] {
  const errors = distinct(issues.map((issue) => describeIssue(issue as Issue)));
  const more = errors.length - maxErrors;
  if (more <= 0) return errors;
  return [...errors.slice(0, maxErrors), { path: '', message: `and ${more} more` }];
}

/**
 * A number that is neither whole nor within its limits violates two rules with the same message.
 */
function distinct(errors: readonly FieldError[]): FieldError[] {
  return [...new Map(errors.map((error) => [`${error.path}\n${error.message}`, error])).values()];
}

function describeIssue(issue: Issue): FieldError {
  const path = (issue.path ?? []).map(({ key }) => String(key)).join('.');
  return { path, message: messageOf(issue) };
}

function messageOf(issue: Issue): string {
  if (!isDefaultMessage(issue)) return issue.message;
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'is not a known field';
  if (issue.received === 'undefined' && issue.path !== undefined) return 'is required';
  if (issue.received === 'undefined') return 'a JSON body is required';
  const [, label = ''] = /^Invalid ([^:]+):/.exec(issue.message) ?? [];
  if (issue.expected === null) return `is not a valid ${label}`;
  return label === 'type'
    ? `must be ${plainWord(issue.expected)}`
    : `has an invalid ${label}: it must be ${issue.expected}`;
}

const plainWords: Readonly<Record<string, string>> = {
  string: 'a string',
  number: 'a number',
  boolean: 'true or false',
  Array: 'an array',
  Object: 'an object',
};

/** `("a" | "b")` is valibot's notation for "a" or "b". */
function plainWord(expected: string): string {
  const options = expected.replace(/^\((.*)\)$/, '$1').split(' | ');
  return options.map((option) => plainWords[option] ?? option).join(' or ');
}

/** Valibot's default messages, which end with the input; those of our schemas say how to fix it. */
function isDefaultMessage(issue: Issue): boolean {
  return issue.message.startsWith('Invalid ') && issue.message.endsWith(issue.received);
}
