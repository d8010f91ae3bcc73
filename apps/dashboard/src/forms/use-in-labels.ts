import { useSources } from '../api/queries.ts';
import { inLabels } from './in-labels.ts';

/** `inLabels` for a source by its name, whichever it is. */
export function useInLabels(): (message: string, source: string) => string {
  const { data } = useSources();
  return (message, source) =>
    inLabels(
      message,
      data?.find(({ name }) => name === source),
    );
}
