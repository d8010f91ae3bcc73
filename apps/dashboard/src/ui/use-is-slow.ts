import { useEffect, useState } from 'preact/hooks';

/** Delay during which no feedback is needed. Milliseconds. */
const shortMs = 1_000;

/** Whether an ongoing operation takes long enough to need feedback. */
export function useIsSlow(underWay: boolean): boolean {
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
