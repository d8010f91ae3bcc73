import type { LoadPage, Row } from './page-order.ts';

/** A list in pages, as a server has it, with what it was asked for. */
export function pagesOf(options: {
  readonly ids: readonly number[];
  /** The most that it gives on a page, whatever it is asked for. */
  readonly most?: number;
  /** The least that it gives on a page. */
  readonly least?: number;
  readonly total?: number | null;
}): { readonly load: LoadPage<Row>; readonly asked: number[] } {
  const { ids, most = Infinity, least = 0, total = ids.length } = options;
  const asked: number[] = [];
  return {
    asked,
    async load({ page, pageSize }) {
      asked.push(page);
      const size = Math.max(Math.min(pageSize, most), least);
      const Result = ids.slice((page - 1) * size, page * size).map((Id) => ({ Id }));
      return { Result, Count: Result.length, TotalCount: total };
    },
  };
}

/** From 1 to `count`. */
export function rising(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

export function falling(count: number): readonly number[] {
  return rising(count).toReversed();
}

/** In no order, and always the same. */
export function mixed(count: number): readonly number[] {
  return rising(count).toSorted((one, other) => ((one * 7919) % 1009) - ((other * 7919) % 1009));
}
