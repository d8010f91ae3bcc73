import type { Source } from '../../api/views.ts';

/** Instructions for the vendor's side: where to paste the ingest URL. */
export function VendorSteps({ source }: { readonly source: Source | undefined }) {
  const steps = source?.setup?.steps ?? [];
  if (source === undefined || steps.length === 0) return null;
  return (
    <div class="stack-small">
      <h3>In {source.title}</h3>
      <ol class="steps">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </div>
  );
}
