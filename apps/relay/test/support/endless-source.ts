import type { AnySource } from '@invoice-relay/core/source';

import { playSource } from './played-source.ts';

/** A plugin named by this file: `normalize` never returns for an activity with an odd id. */
export function createSource(): AnySource {
  const { source } = playSource();
  return {
    ...source,
    normalize(activity, context) {
      while (Number(activity.id) % 2 === 1);
      return source.normalize(activity, context);
    },
  };
}
