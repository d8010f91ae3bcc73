import { useQuery } from '@tanstack/preact-query';

import { relay } from '../../api/relay.ts';
import { formatBytes } from '../../text/number.ts';
import { Loaded } from '../../ui/loading.tsx';

/** Shows the vendor's record exactly as received. */
export function RawActivity({ eventId }: { readonly eventId: string }) {
  const activity = useQuery({
    queryKey: ['activity', eventId],
    queryFn: ({ signal }) => relay.events.getActivity({ id: eventId }, { signal }),
    // Activities are immutable.
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Loaded query={activity}>
      {(bytes) => (
        <div class="stack-small">
          <p class="muted small">{formatBytes(bytes.length)}, exactly as received.</p>
          <pre class="code">{readable(bytes)}</pre>
        </div>
      )}
    </Loaded>
  );
}

/** Decodes bytes as UTF-8; invalid bytes become replacement characters. */
function readable(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
