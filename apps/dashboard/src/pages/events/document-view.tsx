import type { Invoice, Party } from '@invoice-relay/core/models';

import { formatDay } from '../../text/time.ts';
import { Facts } from '../../ui/page.tsx';
import { Status } from '../../ui/status.tsx';
import type { Tone } from '../../ui/status.tsx';
import type { ShownDocument } from './document.ts';
import { DocumentLines } from './document-lines.tsx';
import { DocumentTotals } from './document-totals.tsx';
import { partyLines } from './party-lines.ts';
import './document.css';

const titles = { invoice: 'Invoice', order: 'Order', estimate: 'Estimate' };

/** Renders a document of the canonical model in a familiar layout. */
export function DocumentView({ document }: { readonly document: ShownDocument }) {
  const { kind, content, lines } = document;
  const { number, currency, status } = content;
  const { dueDate } = content as Partial<Pick<Invoice, 'dueDate'>>;
  return (
    <article class="document stack-large">
      <div class="spread">
        <h2>
          {titles[kind]} {number ?? 'without a number'}
        </h2>
        {status !== null && <Status tone={toneOf(status)}>{statusText(status)}</Status>}
      </div>
      <div class="columns">
        <PartyView title="Seller" party={content.seller} />
        <PartyView title="Buyer" party={content.buyer} />
        <Facts
          facts={[
            content.issueDate === null ? undefined : ['Issued', formatDay(content.issueDate)],
            dueDate ? ['Due', formatDay(dueDate)] : undefined,
            ['Currency', currency ?? 'not specified'],
            content.purchaseOrderReference === null
              ? undefined
              : ['Purchase order', content.purchaseOrderReference],
            content.paymentTerms === null ? undefined : ['Terms', content.paymentTerms],
          ]}
        />
      </div>
      <DocumentLines lines={lines} currency={currency} />
      <DocumentTotals content={content} />
      {content.notes.length > 0 && (
        <div class="stack-small">
          <h3>Notes</h3>
          {content.notes.map((note, index) => (
            <p key={index} class="document-note">
              {note}
            </p>
          ))}
        </div>
      )}
    </article>
  );
}

const tones: Readonly<Record<string, Tone>> = {
  paid: 'ok',
  accepted: 'ok',
  completed: 'ok',
  shipped: 'ok',
  overdue: 'bad',
  rejected: 'bad',
  failed: 'bad',
  unpaid: 'warn',
  pending_payment: 'warn',
};

/** `pending_payment` becomes `Pending payment`. */
function statusText(status: string): string {
  return status.charAt(0).toUpperCase() + status.slice(1).replaceAll('_', ' ');
}

function toneOf(status: string): Tone {
  return tones[status] ?? 'idle';
}

function PartyView(props: { readonly title: string; readonly party: Party | null }) {
  const { title, party } = props;
  if (party === null) return null;
  return (
    <div>
      <h3>{title}</h3>
      {partyLines(party).map((line, index) => (
        <p key={index} class="breaks">
          {line}
        </p>
      ))}
    </div>
  );
}
