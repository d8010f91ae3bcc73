import { useSources } from '../api/queries.ts';
import { inLabels } from './in-labels.ts';

/** Like `inLabels`, but takes the name of the source. */
export function useInLabels(): (message: string, source: string) => string {
  const { data } = useSources();
  return (message, source) =>
    inLabels(
      message,
      data?.find(({ name }) => name === source),
    );
}
