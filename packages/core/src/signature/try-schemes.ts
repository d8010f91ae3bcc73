import { createHash, createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';

import { PayloadError } from '../errors/index.ts';
import { utf8 } from './encoding.ts';
import { partBytes, type SignatureMaterial } from './material.ts';
import { layoutScheme, schemeLayouts } from './scheme-candidates.ts';
import { joinBytes } from './scheme-digest.ts';
import { schemePartSchema, type SchemePart, type SignatureScheme } from './scheme.ts';

/** The bytes of every part worth trying: none that is empty, and none that is there already. */
export function distinctPieces(material: SignatureMaterial) {
  const pieces = new Map<SchemePart, Uint8Array>();
  for (const part of schemePartSchema.options) {
    if (part === 'activityCompact') continue;
    const bytes = partBytes({ part, material });
    if (bytes.length > 0) pieces.set(part, bytes);
  }
  const compact = compactActivity(material);
  const alreadyCompact = compact !== undefined && sameBytes(compact, material.activity);
  if (compact !== undefined && !alreadyCompact) pieces.set('activityCompact', compact);
  return { pieces, alreadyCompact };
}

function compactActivity(material: SignatureMaterial): Uint8Array | undefined {
  try {
    return partBytes({ part: 'activityCompact', material });
  } catch (error) {
    if (error instanceof PayloadError) return undefined;
    throw error;
  }
}

/** Computes every candidate over these bytes, and gives the schemes of those that are the digest. */
export function tryAllSchemes(options: {
  readonly pieces: ReadonlyMap<SchemePart, Uint8Array>;
  readonly received: { readonly bytes: Uint8Array; readonly encoding: SignatureScheme['encoding'] };
}) {
  const { pieces, received } = options;
  const bytesOf = (part: SchemePart) => pieces.get(part) ?? new Uint8Array();
  // Key objects, because handing in a key's bytes each time costs five times as much.
  const keys = new Map([...pieces].map(([part, bytes]) => [part, createSecretKey(bytes)]));
  const fitting: SignatureScheme[] = [];
  let tried = 0;
  for (const layout of schemeLayouts([...pieces.keys()])) {
    const message = joinBytes({
      pieces: layout.parts.map(bytesOf),
      separator: utf8(layout.separator),
    });
    for (const key of layout.keys) {
      const secret = key === undefined ? undefined : keys.get(key);
      const digest = secret === undefined ? createHash('sha256') : createHmac('sha256', secret);
      tried += 1;
      if (timingSafeEqual(digest.update(message).digest(), received.bytes)) {
        fitting.push(layoutScheme({ layout, key, encoding: received.encoding }));
      }
    }
  }
  return { fitting, tried };
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
