import { LoaderCircle } from 'lucide-preact';
import type { ComponentChildren, JSX } from 'preact';

interface Looks {
  readonly look?: 'normal' | 'primary' | 'danger' | 'quiet';
  readonly size?: 'normal' | 'small';
}

function classOf({ look = 'normal', size = 'normal' }: Looks): string {
  return [
    'button',
    ...(look === 'normal' ? [] : [`button-${look}`]),
    ...(size === 'small' ? ['button-small'] : []),
  ].join(' ');
}

type ButtonProps = Looks &
  Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, 'size'> & {
    readonly children: ComponentChildren;
    /** Whether its action is in progress: it stays focusable but does nothing. */
    readonly busy?: boolean;
  };

export function Button(props: ButtonProps) {
  const { look, size, busy = false, children, onClick, type = 'button', ...rest } = props;
  return (
    <button
      {...rest}
      type={type}
      class={classOf({ look, size } as Looks)}
      aria-disabled={busy ? true : undefined}
      onClick={(event) => {
        // Ignores the second click of a double click: it may hit a button that replaced this one.
        if (busy || event.detail > 1) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy && <LoaderCircle class="spinner" size={16} aria-hidden="true" />}
      {children}
    </button>
  );
}

/** A link styled as a button. */
export function ButtonLink(
  props: Looks & { readonly href: string; readonly children: ComponentChildren },
) {
  const { href, children, ...looks } = props;
  return (
    <a class={classOf(looks)} href={href}>
      {children}
    </a>
  );
}
