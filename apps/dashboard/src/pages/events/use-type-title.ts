import { useEventTypeNames } from '../../api/queries.ts';
import { typeInWords } from '../../text/names.ts';

/** Returns a function that looks up the title of an event type: `Invoice Paid`. */
export function useTypeTitle(): (type: string) => string {
  const { data: types = [] } = useEventTypeNames();
  return (type) => types.find((one) => one.type === type)?.title ?? typeInWords(type);
}
