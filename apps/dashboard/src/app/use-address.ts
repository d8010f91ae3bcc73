import { useLocation } from 'preact-iso';

/**
 * Keeps the state of a page in the query string, so that it can be bookmarked and the back button
 * works.
 *
 * @returns the current parameters, and a function that changes some of them; empty ones are removed
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
