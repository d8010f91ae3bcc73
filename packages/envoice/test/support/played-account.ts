import type { Transport } from '@invoice-relay/core/source';

/** An account at Envoice, as its API shows it. Tests modify it. */
export interface PlayedAccount {
  invoices: object[];
  estimations: object[];
  orders: object[];
  /** What documents only have as ids; none by default. */
  countries?: object[];
  workTypes?: object[];
}

/** The API response of an account: 404 for a document that does not exist. */
export function answerFrom(
  account: PlayedAccount,
  request: { readonly path: string; readonly query: Readonly<Record<string, string>> },
): { readonly status: number; readonly body: unknown } {
  const lists: Readonly<Record<string, object[]>> = {
    invoice: account.invoices,
    estimation: account.estimations,
    order: account.orders,
  };
  const [, , resource = '', call] = request.path.split('/');
  if (resource === 'general')
    return { status: 200, body: account.countries === undefined ? [] : account.countries };
  if (resource === 'worktype')
    return { status: 200, body: account.workTypes === undefined ? [] : account.workTypes };
  const documents = lists[resource] ?? [];
  if (call === 'all') {
    const size = Number(request.query['queryOptions.pageSize']);
    const start = (Number(request.query['queryOptions.page']) - 1) * size;
    const Result = documents.slice(start, start + size);
    return { status: 200, body: { TotalCount: documents.length, Count: Result.length, Result } };
  }
  const wanted = Number(request.query['id']);
  const document = documents.find((one) => 'Id' in one && one.Id === wanted);
  return document
    ? { status: 200, body: document }
    : { status: 404, body: { Message: 'Not found' } };
}

/** A transport to an account, and the path and query of every request it received. */
export function playAccount(
  account: PlayedAccount,
  before: (request: string) => void = () => {},
): { readonly transport: Transport; readonly requests: readonly string[] } {
  const requests: string[] = [];
  return {
    requests,
    transport: async ({ url }) => {
      const { pathname, search, searchParams } = new URL(url);
      before(`${pathname}${search}`);
      requests.push(`${pathname}${search}`);
      const query = Object.fromEntries(searchParams);
      const { status, body } = answerFrom(account, { path: pathname, query });
      return { status, headers: {}, body: new TextEncoder().encode(JSON.stringify(body)) };
    },
  };
}
