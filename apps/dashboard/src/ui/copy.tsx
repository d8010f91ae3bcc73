import { Check, Copy } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';

import { announceProblem } from './toasts.tsx';

/** Text such as a URL, with a button that copies it to the clipboard. */
export function Copyable(props: { readonly text: string; readonly what: string }) {
  const { text, what } = props;
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), 3_000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <div class="copyable">
      <code>{text}</code>
      <button
        type="button"
        class="button button-quiet"
        onClick={() => {
          copyText(text).then(() => setCopied(true), announceProblem);
        }}
      >
        {copied ? <Check size={16} aria-hidden="true" /> : <Copy size={16} aria-hidden="true" />}
        <span aria-live="polite">{copied ? 'Copied' : 'Copy'}</span>
        <span class="visually-hidden"> {what}</span>
      </button>
    </div>
  );
}

/** @throws if the browser does not allow it */
async function copyText(text: string): Promise<void> {
  // Only available over HTTPS and on localhost.
  if (navigator.clipboard !== undefined) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  if (!copied)
    throw new Error('The browser could not copy the text. Select it and copy it manually.');
}
