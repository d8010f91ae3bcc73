import type { SubscriptionWithSecret } from '@invoice-relay/relay-client';

import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { SecretShown } from '../subscriptions/secret-shown.tsx';
import { TestSubscription } from '../subscriptions/test-subscription.tsx';

/** Shown after subscribing: the secret, which is not shown again, and a test. */
export function Subscribed({ subscription }: { readonly subscription: SubscriptionWithSecret }) {
  return (
    <>
      <Card title="1. Keep the secret">
        <SecretShown secret={subscription.secret}>
          The subscriber verifies with it that what it gets is from this relay, by Standard
          Webhooks.
        </SecretShown>
      </Card>
      <Card title="2. Try it">
        <TestSubscription subscription={subscription} />
      </Card>
      <div>
        <ButtonLink href={`/subscriptions/${subscription.id}`}>Go to the subscription</ButtonLink>
      </div>
    </>
  );
}
