import { useEffect, useState } from 'preact/hooks';

/** So long nobody asks whether anything happens. Milliseconds. */
const shortMs = 1_000;

/** Whether something that is under way takes so long that it needs a word. */
export function useTakesLong(underWay: boolean): boolean {
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (!underWay) return undefined;
    const timer = setTimeout(() => setLong(true), shortMs);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [underWay]);
  return long;
}
