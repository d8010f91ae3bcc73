import { LogOut, Menu, MonitorX } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import { useEffect, useRef, useState } from 'preact/hooks';

import { startLive } from '../api/live.ts';
import type { LiveState } from '../api/live.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm.tsx';
import { Drawer } from '../ui/dialog.tsx';
import { keepFocus } from '../ui/keep-focus.ts';
import { timeZone } from '../text/time.ts';
import { announceProblem } from '../ui/toasts.tsx';
import { isCurrent, navigation } from './navigation.ts';
import { can, signOut, useSessionEnded, useSession } from './session.tsx';
import { ThemeChoice } from './theme-choice.tsx';

/** The frame around every page. */
export function Shell(props: { readonly children: ComponentChildren }) {
  const main = useRef<HTMLElement>(null);
  const [menuOpen, setMenuOpen] = useState(false);
  const [live, setLive] = useState<LiveState | undefined>();
  const { path } = useLocation();
  const hasEnded = useSessionEnded();
  useEffect(() => (hasEnded ? undefined : startLive(setLive)), [hasEnded]);
  useEffect(() => setMenuOpen(false), [path]);
  useEffect(() => (main.current === null ? undefined : keepFocus(main.current)), []);
  return (
    <>
      <a class="skip-link" href="#main" onClick={skipToMain}>
        Skip to main content
      </a>
      <div class="shell">
        <header class="topbar">
          <Brand />
          <button
            type="button"
            class="button button-quiet"
            aria-haspopup="dialog"
            onClick={() => setMenuOpen(true)}
          >
            <Menu size={18} aria-hidden="true" />
            Menu
          </button>
        </header>
        <header class="side">
          <Sidebar live={live} />
        </header>
        <main class="main" id="main" tabIndex={-1} ref={main}>
          <div class="main-inner">{props.children}</div>
        </main>
      </div>
      {menuOpen && (
        <Drawer title="Menu" onClose={() => setMenuOpen(false)}>
          <Sidebar live={live} onChoose={() => setMenuOpen(false)} />
        </Drawer>
      )}
    </>
  );
}

/** Moves the focus manually, because the router would treat a `#` link as another page. */
function skipToMain(event: MouseEvent): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('#main')?.focus();
}

const liveLabels: Readonly<Record<LiveState, string>> = {
  live: 'Live',
  polling: 'Polling every 10 seconds',
  lost: 'Disconnected: the relay does not respond',
};

function Brand({ onChoose }: { readonly onChoose?: (() => void) | undefined }) {
  return (
    <a class="brand" href="/" onClick={onChoose}>
      <img src="/favicon.svg" alt="" />
      Invoice Relay
    </a>
  );
}

function Sidebar(props: {
  readonly live: LiveState | undefined;
  /** Called when the user chooses a page, including the current one. */
  readonly onChoose?: () => void;
}) {
  const { live, onChoose } = props;
  const session = useSession();
  const { path } = useLocation();
  return (
    <div class="sidebar">
      <Brand onChoose={onChoose} />
      <nav class="nav" aria-label="Main">
        {navigation.map(({ title, items }) => {
          const shown = items.filter(({ scope }) => can(session, scope));
          return (
            shown.length > 0 && (
              <div class="nav-group" key={title}>
                <p class="nav-title">{title}</p>
                <ul>
                  {shown.map(({ href, label, icon: Icon }) => (
                    <li key={href}>
                      <a
                        href={href}
                        aria-current={isCurrent({ href, path }) ? 'page' : undefined}
                        onClick={onChoose}
                      >
                        <Icon size={18} aria-hidden="true" />
                        {label}
                      </a>
                    </li>
                  ))}
                </ul>
              </div>
            )
          );
        })}
      </nav>
      <div class="account">
        {live !== undefined && (
          <p class="live" data-state={live} role="status">
            {liveLabels[live]}
          </p>
        )}
        <p class="account-name">Time zone: {timeZone()}</p>
        <p class="account-name">
          Signed in with <strong>{session.key.name}</strong>
        </p>
        <ThemeChoice />
        <div class="account-actions">
          <Button
            look="quiet"
            size="small"
            onClick={() => {
              signOut({ everywhere: false }).catch(announceProblem);
            }}
          >
            <LogOut size={16} aria-hidden="true" />
            Sign out
          </Button>
          <ConfirmButton
            label={
              <>
                <MonitorX size={16} aria-hidden="true" />
                Sign out everywhere
              </>
            }
            look="quiet"
            size="small"
            title="Sign out everywhere?"
            dismiss="Stay signed in"
            action="Sign out everywhere"
            onConfirm={() => signOut({ everywhere: true })}
          >
            This ends all sessions of this key, in every browser. The key itself remains valid, for
            programs and for signing in again.
          </ConfirmButton>
        </div>
      </div>
    </div>
  );
}
