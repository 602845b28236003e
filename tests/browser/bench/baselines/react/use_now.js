import { useEffect, useState } from 'react';

/** The moment of the browser's monotonic clock, a new one each second. */
export function useNow() {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
