import type { LoadPage, Row } from './page-order.ts';

/** A list in pages, as a server has it, with the requests it received. */
export function pagesOf(options: {
  readonly ids: readonly number[];
  /** The maximum number of rows per page, whatever is requested. */
  readonly most?: number;
  /** The minimum number of rows per page. */
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

/** In no order, but always the same. */
export function mixed(count: number): readonly number[] {
  return rising(count).toSorted((one, other) => ((one * 7919) % 1009) - ((other * 7919) % 1009));
}
