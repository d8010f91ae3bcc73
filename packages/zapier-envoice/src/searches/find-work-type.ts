import { newestFirst } from '../listing/page-order.ts';
import { workTypeSample } from '../records/samples-of-things.ts';
import { thingRecord } from '../records/things.ts';
import { exactFirst, isSameText } from './same-text.ts';
import { searchFor, textIn } from './search.ts';

export const findWorkType = searchFor({
  key: 'find_work_type',
  noun: 'Work Type',
  label: 'Find Work Type',
  description: 'Finds a work type by its title.',
  inputFields: [
    {
      key: 'title',
      label: 'Title',
      type: 'string',
      required: true,
      helpText: 'The full title, such as "Brand design". Case does not matter.',
    },
  ],
  async find({ run, client }) {
    const title = textIn(run.input, 'title');
    // Envoice can search them, but does not say how: all of them arrive in one response anyway.
    const all = await client.workTypes.list();
    const found = newestFirst(all.filter(({ Title }) => isSameText(Title, title)));
    return exactFirst(found, ({ Title }) => Title === title).map((one) =>
      thingRecord(one, workTypeSample),
    );
  },
  sample: workTypeSample,
});
