import type { Database } from '../../src/database/database.ts';
import { Sql } from '../../src/database/sql/sql.ts';
import type { Transaction } from '../../src/database/transaction.ts';

/**
 * Records the statements run on a SQLite database from now on.
 *
 * @returns the plan of each statement so far: `SEARCH lanes USING INDEX lanes_due (…)`
 */
export function recordQueryPlans(
  database: Database,
): () => Promise<readonly (readonly string[])[]> {
  const statements: Sql[] = [];
  const read = database.read.bind(database);
  const write = database.write.bind(database);
  const note =
    <Answer>(ask: (statement: Sql) => Promise<Answer>) =>
    (statement: Sql) => {
      statements.push(statement);
      return ask(statement);
    };
  const noting = (transaction: Transaction): Transaction =>
    Object.assign(Object.create(transaction), {
      all: note((statement) => transaction.all(statement)),
      first: note((statement) => transaction.first(statement)),
      run: note((statement) => transaction.run(statement)),
    });
  database.read = (work) => read((transaction) => work(noting(transaction)));
  database.write = (work, options) => write((transaction) => work(noting(transaction)), options);
  return () =>
    Promise.all(
      statements.map(async ({ strings: [first = '', ...others], parts }) => {
        const explained = new Sql([`EXPLAIN QUERY PLAN ${first}`, ...others], parts);
        const steps = await read((tx) => tx.all<{ detail: string }>(explained));
        return steps.map(({ detail }) => detail);
      }),
    );
}
