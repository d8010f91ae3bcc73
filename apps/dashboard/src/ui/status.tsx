import { CircleAlert, CircleCheck, CirclePause, CircleX, Clock } from 'lucide-preact';
import type { ComponentChildren } from 'preact';

/** Severity of a state. Never conveyed by color alone. */
export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'idle';

/** The state of something: a label, and a text that also says what to do, if anything. */
export interface StatusSummary {
  readonly tone: Tone;
  readonly label: string;
  readonly text: string;
}

const icons = { ok: CircleCheck, warn: CircleAlert, bad: CircleX, info: Clock, idle: CirclePause };

export function ToneIcon({ tone, size = 18 }: { readonly tone: Tone; readonly size?: number }) {
  const Icon = icons[tone];
  return <Icon size={size} aria-hidden="true" />;
}

export function Status(props: { readonly tone: Tone; readonly children: ComponentChildren }) {
  return (
    <span class="status" data-tone={props.tone}>
      <ToneIcon tone={props.tone} size={14} />
      {props.children}
    </span>
  );
}
