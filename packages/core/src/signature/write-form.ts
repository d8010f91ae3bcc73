import { decodeJsonString } from '../json/index.ts';
import type { JsonMember, JsonNode } from '../json/index.ts';
import type { TextForm } from './text-form.ts';
import { writeDate, writeString } from './write-strings.ts';

/** A JSON value within an already parsed text, so that it need not be parsed again. */
export interface JsonText {
  readonly text: string;
  readonly node: JsonNode;
}

/** What is rewritten: an activity, or the payload around it. */
export type FormSubject = JsonText & {
  /** For a payload: the name of the member that contains the signature. */
  readonly signatureMember?: string;
};

/** The text in another form. Parses nothing beyond the given text: what is not JSON has no form. */
export function writeForm(subject: FormSubject, form: TextForm): string {
  const { text, node, signatureMember } = subject;
  const { space, nulls, strings, numbers, dates } = form;
  const signature = form.signature === 'empty' ? '""' : 'null';
  // The times among a payload's own members are preformatted texts, not serialized values.
  const datesFrom = signatureMember === undefined ? 0 : 1;

  function gap(start: number, end: number): string {
    return space === 'none' ? '' : text.slice(start, end);
  }

  function value(one: JsonNode, depth: number): string {
    switch (one.kind) {
      case 'object':
        return object(one, depth);
      case 'array':
        return list({
          node: one,
          parts: one.items,
          endOf: ({ end }) => end,
          write: (item) => value(item, depth + 1),
        });
      case 'string':
        return string(text.slice(one.start, one.end), depth);
      case 'number':
        return numbers === 'shortest'
          ? JSON.stringify(Number(text.slice(one.start, one.end)))
          : text.slice(one.start, one.end);
      case 'literal':
        return text.slice(one.start, one.end);
    }
  }

  function string(source: string, depth: number): string {
    if (strings === undefined && dates === undefined) return source;
    const decoded = decodeJsonString(source);
    const date = dates && depth > datesFrom ? writeDate(decoded, dates) : undefined;
    if (date !== undefined) return `"${date}"`;
    return strings === undefined ? source : writeString(decoded, strings);
  }

  function object(one: JsonNode, depth: number): string {
    const isPayload = depth === 0 && signatureMember !== undefined;
    const isSignature = ({ name }: JsonMember) => isPayload && name === signatureMember;
    const kept = one.members.filter((member) =>
      isSignature(member)
        ? form.signature !== 'absent'
        : nulls === undefined || text.slice(member.value.start, member.value.end) !== 'null',
    );
    return list({
      node: one,
      parts: isPayload ? inOrder(kept, isSignature) : kept,
      endOf: ({ value: { end } }) => end,
      write: (member) => {
        const name = text.slice(member.start, member.end);
        const colon = space === 'none' ? ':' : text.slice(member.end, member.value.start);
        return name + colon + (isSignature(member) ? signature : value(member.value, depth + 1));
      },
    });
  }

  function inOrder(members: readonly JsonMember[], isSignature: (member: JsonMember) => boolean) {
    if (form.signatureAt === undefined) return members;
    const signatures = members.filter(isSignature);
    const others = members.filter((member) => !isSignature(member));
    return form.signatureAt === 'first' ? [...signatures, ...others] : [...others, ...signatures];
  }

  /** Each part includes the white space around it, so that omitting it omits that too. */
  function list<Part extends { readonly start: number }>(options: {
    readonly node: JsonNode;
    readonly parts: readonly Part[];
    readonly endOf: (part: Part) => number;
    readonly write: (part: Part) => string;
  }): string {
    const { node: one, parts, endOf, write } = options;
    const close = one.end - 1;
    const written = parts.map((part) => {
      const end = endOf(part);
      const after = spaceAfter(text, end);
      return (
        gap(spaceBefore(text, part.start), part.start) +
        write(part) +
        // The space before the bracket belongs to the list itself.
        (after === close ? '' : gap(end, after))
      );
    });
    return (
      text.slice(one.start, one.start + 1) +
      written.join(',') +
      gap(spaceBefore(text, close), close) +
      text.slice(close, one.end)
    );
  }

  return value(node, 0);
}

/** Where the white space before a position starts. */
function spaceBefore(text: string, place: number): number {
  let start = place;
  while (start > 0 && /[ \t\r\n]/.test(text[start - 1] ?? '')) start -= 1;
  return start;
}

function spaceAfter(text: string, place: number): number {
  let end = place;
  while (/[ \t\r\n]/.test(text[end] ?? '')) end += 1;
  return end;
}
