import type { Activity, AnySource, NormalizeContext } from '@invoice-relay/core/source';

/**
 * Which document each waiting activity is about. Read from the activity once and kept in memory, as
 * choosing whom to ask about looks at all waiting ones.
 */
export class DocumentIndex {
  #documents = new Map<number, string>();

  /** Forgets all others. @returns those that are not known yet */
  keep(seqs: readonly number[]): number[] {
    const kept = new Map<number, string>();
    const missing: number[] = [];
    for (const seq of seqs) {
      const document = this.#documents.get(seq);
      if (document === undefined) missing.push(seq);
      else kept.set(seq, document);
    }
    this.#documents = kept;
    return missing;
  }

  add(options: {
    readonly seq: number;
    readonly activity: Activity;
    readonly source: AnySource;
    readonly context: NormalizeContext;
  }): void {
    this.#documents.set(options.seq, documentOf(options));
  }

  /** An activity without a document stands for itself. */
  get(seq: number): string {
    return this.#documents.get(seq) ?? noDocument(seq);
  }
}

function documentOf(options: {
  readonly seq: number;
  readonly activity: Activity;
  readonly source: AnySource;
  readonly context: NormalizeContext;
}): string {
  try {
    const [{ subject }] = options.source.normalize(options.activity, options.context);
    return subject === null ? noDocument(options.seq) : `${subject.kind}\n${subject.id}`;
  } catch {
    // A plugin of another version may not understand what an earlier one accepted.
    return noDocument(options.seq);
  }
}

function noDocument(seq: number): string {
  return `activity\n${seq}`;
}
