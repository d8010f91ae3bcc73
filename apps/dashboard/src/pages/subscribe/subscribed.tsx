import type { SubscriptionWithSecret } from '@invoice-relay/relay-client';

import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { SecretShown } from '../subscriptions/secret-shown.tsx';
import { TestSubscription } from '../subscriptions/test-subscription.tsx';

/** Shown after subscribing: the secret, which is not shown again, and a test. */
export function Subscribed({ subscription }: { readonly subscription: SubscriptionWithSecret }) {
  return (
    <>
      <Card title="1. Save the secret">
        <SecretShown secret={subscription.secret}>
          The subscriber uses it to verify that events come from this relay, according to Standard
          Webhooks.
        </SecretShown>
      </Card>
      <Card title="2. Test it">
        <TestSubscription subscription={subscription} />
      </Card>
      <div>
        <ButtonLink href={`/subscriptions/${subscription.id}`}>Go to the subscription</ButtonLink>
      </div>
    </>
  );
}
