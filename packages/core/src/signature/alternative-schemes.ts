import { PayloadError } from '../errors/index.ts';
import { formVariants } from './form-variants.ts';
import { activitySubject, type SignatureMaterial } from './material.ts';
import { maximumDetectableBytes } from './maximum-detectable.ts';
import type { SchemePart, SignatureScheme } from './scheme.ts';
import type { TextForm } from './text-form.ts';

/**
 * The same scheme over every other way to write what it signs, the simplest first.
 *
 * A scheme is detected from one webhook, which may leave some choices open: without a null member
 * nobody can tell whether the vendor omits such members, and without a non-ASCII letter not how it
 * would write one. So a later webhook that does not match may still be signed in the same way. All
 * of these mean the same to a reader of the activity, so none trusts anything that the scheme would
 * not.
 */
export function* alternativeSchemes(options: {
  readonly scheme: SignatureScheme;
  readonly material: SignatureMaterial;
}): Generator<SignatureScheme> {
  const { scheme, material } = options;
  const { form: own = {}, ...rest } = scheme;
  const part = scheme.parts.find(isWritten);
  if (part === undefined) return;
  const isPayload = part === 'payload';
  const subject = isPayload ? material.payload : readActivity(material);
  if (!subject) return;
  const isCompact = part === 'activityCompact';
  // The other one of the two most likely.
  if (!isPayload) {
    yield { ...rest, parts: replace(scheme.parts, isCompact ? 'activity' : 'activityCompact') };
  }
  // A forged webhook costs all of these: a long one is not rewritten dozens of times.
  if (subject.node.end - subject.node.start > maximumDetectableBytes) return;
  for (const { form } of formVariants(subject)) {
    // The placeholder of the signature appears in every webhook: the first one has settled it.
    if (isPayload && !sameSignature(form, own)) continue;
    if (isCompact && Object.keys(form).length === 0) continue;
    const parts = replace(scheme.parts, isPayload ? 'payload' : 'activity');
    yield Object.keys(form).length === 0 ? { ...rest, parts } : { ...rest, parts, form };
  }
}

function isWritten(part: SchemePart): boolean {
  return part === 'activity' || part === 'activityCompact' || part === 'payload';
}

function replace(parts: readonly SchemePart[], by: SchemePart): SchemePart[] {
  return parts.map((part) => (isWritten(part) ? by : part));
}

function readActivity(material: SignatureMaterial) {
  try {
    return activitySubject(material);
  } catch (error) {
    if (error instanceof PayloadError) return undefined;
    throw error;
  }
}

function sameSignature(a: TextForm, b: TextForm): boolean {
  return (a.signature ?? 'null') === (b.signature ?? 'null') && a.signatureAt === b.signatureAt;
}
