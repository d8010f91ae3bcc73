import { useEventTypeNames } from '../../api/queries.ts';
import { typeInWords } from '../../text/names.ts';

/** What an event type is called: `Invoice Paid`. */
export function useTypeTitle(): (type: string) => string {
  const { data: types = [] } = useEventTypeNames();
  return (type) => types.find((one) => one.type === type)?.title ?? typeInWords(type);
}
