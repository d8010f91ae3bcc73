import type { JsonObject } from '@invoice-relay/core/models';

import type { Host } from './host.ts';

/** What has to be told of a site in the end, whatever happened on the way. */
export interface Model {
  restore: (() => void) | null;
  /** A text that was never used before. */
  tick(): number;
  /** Everything that is not as it should be, for people. */
  wrong(): readonly string[];
}

/** Made before the first poll, from what the site holds then. */
export function createModel(host: Host): Model {
  const { site, told, startFrom } = host;
  const before = new Map([...site.invoices].map(([id, invoice]) => [nameOf(id, invoice), invoice]));
  let ticks = 0;

  function wrongRecords(): readonly string[] {
    const last = new Map(before);
    const created = new Set<string>();
    return told.flatMap(({ id: activity, record }) => {
      const invoice = JSON.parse(record.source) as JsonObject;
      const name = nameOf(record.id, invoice);
      const previous = last.get(name);
      last.set(name, invoice);
      if (record.change === 'new') {
        const isTwice = created.has(name);
        created.add(name);
        return isTwice ? [`${activity}: ${name} was told as new before`] : [];
      }
      if (!previous)
        return [`${activity}: ${name} was never told as new, and was not there before`];
      const changed = JSON.stringify(previous) !== JSON.stringify(invoice);
      const turnedPaid = !isPaid(previous) && isPaid(invoice);
      return [
        ...(changed ? [] : [`${activity}: ${name} did not change`]),
        ...(turnedPaid === record.turnedPaid ? [] : [`${activity}: ${name} turned paid wrongly`]),
      ];
    });
  }

  function missing(): readonly string[] {
    return [...site.invoices].flatMap(([id, invoice]) => {
      const name = nameOf(id, invoice);
      const records = told.filter(
        ({ record }) => nameOf(record.id, JSON.parse(record.source) as JsonObject) === name,
      );
      const isNew = records.some(({ record }) => record.change === 'new');
      const isOld = before.has(name);
      const first =
        startFrom === 'now' ? Infinity : startFrom === 'beginning' ? 1 : Number(startFrom);
      const known = records.at(-1)?.record.source ?? JSON.stringify(before.get(name) ?? null);
      // An invoice that came later, but before the id to start from, may be told or not.
      const isFree = !isOld && startFrom !== 'now' && id < first;
      if (isFree) return [];
      return [
        ...(isNew === (!isOld || id >= first) ? [] : [`${name}: told as new: ${isNew}`]),
        ...(known === JSON.stringify(invoice) ? [] : [`${name}: its last state was not told`]),
      ];
    });
  }

  return {
    restore: null,
    tick: () => (ticks += 1),
    wrong: () => {
      const ids = told.map(({ id }) => id);
      const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
      return [
        ...twice.map((id) => `${id}: an activity's id was used twice`),
        ...wrongRecords(),
        ...missing(),
      ];
    },
  };
}

/** Every invoice of a fake site has a customer of its own. */
function nameOf(id: number | string, { customer }: JsonObject): string {
  const { customer_number } = customer as { customer_number: number };
  return `invoice ${id} of customer ${customer_number}`;
}

function isPaid({ pay_status }: JsonObject): boolean {
  return pay_status === 'paid';
}
