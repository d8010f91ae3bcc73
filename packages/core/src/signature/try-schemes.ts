import { timingSafeEqual } from 'node:crypto';

import { PayloadError } from '../errors/index.ts';
import { CandidateHasher } from './candidate-hasher.ts';
import { decodeKey, utf8 } from './encoding.ts';
import { formVariants } from './form-variants.ts';
import { activitySubject, partBytes, textBytes, type SignatureMaterial } from './material.ts';
import {
  aloneLayouts,
  decodedKeyLayouts,
  formLayouts,
  layoutScheme,
  rareLayouts,
  schemeLayouts,
} from './scheme-candidates.ts';
import type { CandidateKey, SchemeLayout } from './scheme-candidates.ts';
import { schemePartSchema, type SchemePart, type SignatureScheme } from './scheme.ts';
import type { TextForm } from './text-form.ts';
import type { FormSubject } from './write-form.ts';

type Pieces = ReadonlyMap<SchemePart, Uint8Array>;

/** The bytes of every part worth trying: none that is empty, and no duplicates. */
export function distinctPieces(material: SignatureMaterial) {
  const pieces = new Map<SchemePart, Uint8Array>();
  for (const part of schemePartSchema.options) {
    if (part === 'activityCompact' || part === 'payload') continue;
    const bytes = partBytes({ part, material });
    if (bytes.length > 0) pieces.set(part, bytes);
  }
  const compact = orUndefined(() => partBytes({ part: 'activityCompact', material }));
  const alreadyCompact = compact !== undefined && sameBytes(compact, material.activity);
  if (compact !== undefined && !alreadyCompact) pieces.set('activityCompact', compact);
  return { pieces, alreadyCompact };
}

/** Something that may have been hashed, and the keys that it may have been hashed with. */
interface Candidates {
  readonly pieces: Pieces;
  readonly form: TextForm;
  readonly layouts: Iterable<SchemeLayout>;
}

/** Computes every candidate, and returns the schemes of those that match the digest. */
export function tryAllSchemes(options: {
  readonly material: SignatureMaterial;
  readonly pieces: Pieces;
  readonly received: { readonly bytes: Uint8Array; readonly encoding: SignatureScheme['encoding'] };
}) {
  const { material, pieces, received } = options;
  const fitting: SignatureScheme[] = [];
  const hasher = new CandidateHasher<CandidateKey | SchemePart>({
    keys: new Map<CandidateKey | SchemePart, Uint8Array>([...pieces, ...keysInWriting(material)]),
    received: received.bytes,
  });
  const separators = new Map<string, Uint8Array>();
  let tried = 0;

  for (const { pieces: bytes, form, layouts } of candidates({ material, pieces })) {
    for (const layout of layouts) {
      const { parts, separator } = layout;
      const between = separators.get(separator) ?? utf8(separator);
      separators.set(separator, between);
      hasher.setMessage(
        parts.map((part) => bytes.get(part) ?? new Uint8Array()),
        between,
      );
      for (const key of layout.keys) {
        if (!hasher.knows(key)) continue;
        tried += 1;
        if (!hasher.isReceived(key)) continue;
        fitting.push(layoutScheme({ layout, key, encoding: received.encoding, form }));
      }
    }
  }
  return { fitting, tried };
}

/** What the secret represents, if it is an encoded key. */
function keysInWriting({ authSecret }: SignatureMaterial): [CandidateKey, Uint8Array][] {
  return (['hex', 'base64'] as const).flatMap((encoding) => {
    const key = decodeKey(authSecret, encoding);
    return key ? [[`authSecret:${encoding}`, key]] : [];
  });
}

function* candidates(options: {
  readonly material: SignatureMaterial;
  readonly pieces: Pieces;
}): Generator<Candidates> {
  const { material, pieces } = options;
  const available = [...pieces.keys()];
  yield { pieces, form: {}, layouts: schemeLayouts(available) };
  yield { pieces, form: {}, layouts: decodedKeyLayouts(available) };

  const activity = orUndefined(() => activitySubject(material));
  if (activity) {
    const known = [pieces.get('activity'), pieces.get('activityCompact')];
    yield* variants({ part: 'activity', subject: activity, pieces, known });
  }
  if (material.payload) {
    yield* variants({ part: 'payload', subject: material.payload, pieces, known: [] });
  }
}

function* variants(options: {
  readonly part: 'activity' | 'payload';
  readonly subject: FormSubject;
  readonly pieces: Pieces;
  readonly known: readonly (Uint8Array | undefined)[];
}): Generator<Candidates> {
  const { part, subject, pieces, known } = options;
  const available = [...pieces.keys()];
  const of = (bytes: Uint8Array): Pieces => new Map([...pieces, [part, bytes]]);
  const usual = [...formLayouts({ part, available, besideTimestamp: part === 'activity' })];
  const wide = [...formLayouts({ part, available, besideTimestamp: true })];
  const rare = [...rareLayouts(part, available)];
  const alone = [...aloneLayouts(part, available)];
  for (const { form, text } of formVariants(subject)) {
    const bytes = utf8(text);
    const isAsReceived = Object.keys(form).every((name) => name === 'signature');
    const layouts = isAsReceived ? wide : form.dates === undefined ? usual : rare;
    if (!known.some((one) => one && sameBytes(one, bytes))) {
      yield { pieces: of(bytes), form, layouts };
    }
    if (!isAsReceived) continue;
    yield {
      pieces: of(textBytes(text, 'utf16le')),
      form: { ...form, text: 'utf16le' },
      layouts: alone,
    };
    const ascii = textBytes(text, 'ascii');
    if (sameBytes(ascii, bytes)) continue;
    yield { pieces: of(ascii), form: { ...form, text: 'ascii' }, layouts: wide };
  }
}

function orUndefined<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof PayloadError) return undefined;
    throw error;
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
