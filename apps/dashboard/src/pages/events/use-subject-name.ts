import { subjectName } from '../../text/names.ts';
import { useConnectionName } from '../connections/use-connection-name.ts';
import { useSubscriptionName } from '../subscriptions/use-subscription-name.ts';

/** `invoice INV-0001`; of what the relay tells of itself, `subscription Books`. */
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
