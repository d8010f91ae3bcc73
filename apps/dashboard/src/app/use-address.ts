import { useLocation } from 'preact-iso';

/**
 * What a page is asked to show, kept in its address: it can be bookmarked, and going back works.
 *
 * @returns the present parameters, and what changes some of them; an empty one is left out
 */
export function useAddress() {
  const { path, query, route } = useLocation();
  return {
    query: query as Readonly<Record<string, string | undefined>>,
    change(changes: Readonly<Record<string, string>>): void {
      const parameters = new URLSearchParams({ ...query, ...changes });
      for (const [name, value] of Object.entries(changes))
        if (value === '') parameters.delete(name);
      const text = parameters.toString();
      route(text === '' ? path : `${path}?${text}`, true);
    },
  };
}
