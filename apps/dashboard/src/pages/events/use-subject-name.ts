import { subjectName } from '../../text/names.ts';
import { useConnectionName } from '../connections/use-connection-name.ts';
import { useSubscriptionName } from '../subscriptions/use-subscription-name.ts';

/** Names a subject: `invoice INV-1`, or `subscription Books` for events about the relay itself. */
export function useSubjectName(): (subject: Parameters<typeof subjectName>[0]) => string {
  const subscriptionName = useSubscriptionName();
  const connectionName = useConnectionName();
  return (subject) => {
    const { kind, id } = subject;
    if (kind === 'subscription') return `subscription ${subscriptionName(id)}`;
    if (kind === 'connection') return `connection ${connectionName(id) ?? id}`;
    return subjectName(subject);
  };
}
