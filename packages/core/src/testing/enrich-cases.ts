import assert from 'node:assert/strict';

import { SourceError } from '../errors/index.ts';
import type { EventDocument } from '../events/index.ts';
import type { AnySource } from '../source/index.ts';
import type { ContractCase } from './contract-case.ts';
import type { SourceContractOptions } from './contract-options.ts';
import { assertDocument, assertMembers } from './normalized.ts';
import { vendorCases } from './vendor-cases.ts';
import type { VendorCall } from './vendor-cases.ts';
import type { EnrichContractOptions } from './vendor-options.ts';
import { openVendorSession } from './vendor-session.ts';

/** What `enrich` returns. */
export function enrichCases(
  options: SourceContractOptions<unknown>,
  { subjects, absent }: EnrichContractOptions,
): readonly ContractCase[] {
  const open = () => {
    const session = openVendorSession(options);
    const context = { ...session.context, signal: new AbortController().signal };
    return { enrich: enrichOf(session.createSource()), context };
  };
  const call: VendorCall = {
    capability: 'enrich',
    run: async ({ session, source, signal }) => {
      const documents: (EventDocument | null)[] = [];
      for (const { subject } of subjects) {
        documents.push(await enrichOf(source)(subject, { ...session.context, signal }));
      }
      return documents;
    },
  };
  return [
    {
      name: 'enrich: returns the document of every subject, in the canonical model',
      run: async () => {
        const { enrich, context } = open();
        for (const { subject, members } of subjects) {
          const found = await enrich(subject, context);
          assert.ok(found, `There is no document for ${subject.kind} ${subject.id}.`);
          assert.equal(found.kind, subject.kind, 'The document is of the wrong kind.');
          assertDocument(found);
          assertMembers(found, members);
        }
      },
    },
    {
      name: 'enrich: returns null for a document that the vendor does not have',
      run: async () => {
        const { enrich, context } = open();
        for (const subject of absent) {
          const found = await enrich(subject, context);
          assert.equal(found, null, `There should be no ${subject.kind} ${subject.id}.`);
        }
      },
    },
    ...vendorCases(options, call),
  ];
}

function enrichOf(source: AnySource): NonNullable<AnySource['enrich']> {
  if (source.enrich) return (subject, context) => source.enrich!(subject, context);
  throw new SourceError('source_capability_missing', `"${source.name}" offers no enrich.`);
}
