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
    /** What it does is under way: it can be reached, and does nothing. */
    readonly busy?: boolean;
  };

export function Button(props: ButtonProps) {
  const { look, size, busy = false, children, onClick, type = 'button', ...rest } = props;
  return (
    <button
      {...rest}
      // oxlint-disable-next-line react/button-has-type -- it has one of the three
      type={type}
      class={classOf({ look, size } as Looks)}
      aria-disabled={busy ? true : undefined}
      onClick={(event) => {
        // The second press of a double click was not meant for what the first put in its place.
        if (busy || event.detail > 1) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy && <LoaderCircle class="spinner" size={16} aria-hidden="true" />}
      {children}
    </button>
  );
}

/** A link that looks like a button: it leads somewhere. */
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
