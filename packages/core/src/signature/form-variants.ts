import { decodeJsonString } from '../json/index.ts';
import type { JsonNode } from '../json/index.ts';
import { dateStyles, stringStyles } from './text-form.ts';
import type { StringStyle, TextForm } from './text-form.ts';
import { writeForm } from './write-form.ts';
import type { FormSubject } from './write-form.ts';
import { writeString } from './write-strings.ts';

export interface FormVariant {
  readonly form: TextForm;
  readonly text: string;
}

/**
 * Every way to write an activity, or a payload with the placeholder of its signature, that differs
 * from all others by at least one byte: the simplest first. A form states no more than it has to;
 * whatever it does not state is as received.
 */
export function* formVariants(subject: FormSubject): Generator<FormVariant> {
  const seen = new Set<string>();
  for (const form of formsOf(subject)) {
    const text = writeForm(subject, form);
    if (seen.has(text)) continue;
    seen.add(text);
    yield { form, text };
  }
}

function* formsOf(subject: FormSubject): Generator<TextForm> {
  const signatures = subject.signatureMember === undefined ? [{}] : signatureForms(subject);
  const writings = [...writingForms(subject)];
  for (const writing of writings) {
    for (const signature of signatures) yield { ...signature, ...writing };
  }
}

/**
 * The possible placeholders of the signature, and their positions: as received, and as first or
 * last member.
 */
function signatureForms({ node, signatureMember }: FormSubject): TextForm[] {
  const place = node.members.findIndex(({ name }) => name === signatureMember);
  const others = (['first', 'last'] as const).filter(
    (at) => place !== (at === 'first' ? 0 : node.members.length - 1),
  );
  return [
    ...(['null', 'empty', 'absent'] as const).map((signature) => ({ signature })),
    ...(['null', 'empty'] as const).flatMap((signature) =>
      others.map((signatureAt) => ({ signature, signatureAt })),
    ),
  ];
}

/**
 * A writer that rewrites anything drops white space, so rewriting is not combined with keeping it.
 * A rewritten time comes from Newtonsoft, the one that keeps local times.
 */
function* writingForms(subject: FormSubject): Generator<TextForm> {
  const { text } = subject;
  yield {};
  const hasSpace = writeForm(subject, { space: 'none' }) !== writeForm(subject, {});
  const base: TextForm = hasSpace ? { space: 'none' } : {};
  const has = (form: TextForm) => writeForm(subject, form) !== writeForm(subject, {});
  const nulls: TextForm[] = has({ nulls: 'dropped' }) ? [{}, { nulls: 'dropped' }] : [{}];
  const numbers: TextForm[] = has({ numbers: 'shortest' }) ? [{}, { numbers: 'shortest' }] : [{}];
  const styles = differentStyles(stringsOf(subject.node, text));
  for (const dropped of nulls) {
    for (const number of numbers) {
      yield { ...base, ...dropped, ...number };
      for (const strings of styles) yield { ...base, ...dropped, ...number, strings };
    }
  }
  const dates = dateStyles.filter((style) => has({ dates: style }));
  const newtonsoft: TextForm = styles.includes('newtonsoft') ? { strings: 'newtonsoft' } : {};
  for (const dropped of nulls) {
    for (const style of dates) yield { ...base, ...dropped, ...newtonsoft, dates: style };
  }
}

/** The styles that write these strings differently than received, and than earlier styles. */
function differentStyles(sources: readonly string[]): StringStyle[] {
  const seen = new Set([sources.join()]);
  const texts = sources.map(decodeJsonString);
  return stringStyles.filter((style) => {
    const written = texts.map((one) => writeString(one, style)).join();
    if (seen.has(written)) return false;
    seen.add(written);
    return true;
  });
}

function stringsOf(node: JsonNode, text: string): readonly string[] {
  if (node.kind === 'string') return [text.slice(node.start, node.end)];
  return [
    ...node.members.flatMap(({ value }) => stringsOf(value, text)),
    ...node.items.flatMap((item) => stringsOf(item, text)),
  ];
}
