import { VendorError } from '@invoice-relay/core/errors';
import { describeDocument } from '@invoice-relay/envoice/forms';
import type { Run } from '@invoice-relay/zapier-kit';

import { newestOf } from '../../listing/newest.ts';
import type { LoadPage } from '../../listing/page-order.ts';
import { isSameText } from '../../searches/same-text.ts';

type Listed = Parameters<typeof describeDocument>[0];

/** How many of the newest are checked: a step that runs again does so within days. */
const maxExamined = 500;

/**
 * Creates a document with a number entered by the user, unless there is one with that number: then
 * the step has already run, as when somebody replays a Zap, or the number is used twice. Neither
 * should create a second document, and neither is an error of the Zap.
 *
 * @param options.number undefined if Envoice assigns the next one
 * @throws HaltedError of Zapier, which names the document that has the number
 * @throws {VendorError} if Envoice refuses for another reason
 */
export async function haltWhenTaken<Made>(options: {
  readonly run: Pick<Run, 'z'>;
  /** `invoice` */
  readonly noun: string;
  readonly number: unknown;
  readonly load: LoadPage<Listed>;
  readonly make: () => Promise<Made>;
}): Promise<Made> {
  const { run, noun, number, load, make } = options;
  if (typeof number !== 'string') return make();
  const find = async () => {
    const newest = await newestOf<Listed>({ load, things: `${noun}s`, most: maxExamined });
    return newest.find((one) => isSameText(one.Number, number));
  };
  const halted = (taken: Listed) =>
    new run.z.errors.HaltedError(
      `Nothing was created: the number ${number} is already taken by ${describeDocument(taken)} (ID ${taken.Id}). If this step ran before, as in a replay, all is well: use that ${noun} with the step Find ${noun.charAt(0).toUpperCase()}${noun.slice(1)}. Otherwise enter another number, or none to let Envoice assign the next one.`,
    );
  const before = await find();
  if (before !== undefined) throw halted(before);
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof VendorError) || error.code !== 'vendor_refused') throw error;
    // Somebody else may have been faster.
    const taken = await find().catch(() => undefined);
    throw taken === undefined ? error : halted(taken);
  }
}
