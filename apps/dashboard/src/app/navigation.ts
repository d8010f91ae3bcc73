import type { ApiKeyScope } from '@invoice-relay/relay-client';
import {
  Activity,
  DatabaseBackup,
  KeyRound,
  LayoutDashboard,
  Plug,
  Rss,
  Send,
  ShieldAlert,
} from 'lucide-preact';

interface NavItem {
  readonly href: string;
  readonly label: string;
  readonly icon: typeof Activity;
  /** Scope required to see the item. */
  readonly scope: ApiKeyScope;
}

export const navigation: readonly { readonly title: string; readonly items: readonly NavItem[] }[] =
  [
    {
      title: 'Monitoring',
      items: [
        { href: '/', label: 'Overview', icon: LayoutDashboard, scope: 'read' },
        { href: '/events', label: 'Events', icon: Activity, scope: 'read' },
        { href: '/deliveries', label: 'Deliveries', icon: Send, scope: 'read' },
      ],
    },
    {
      title: 'Setup',
      items: [
        { href: '/connections', label: 'Connections', icon: Plug, scope: 'read' },
        { href: '/subscriptions', label: 'Subscriptions', icon: Rss, scope: 'read' },
        { href: '/api-keys', label: 'API keys', icon: KeyRound, scope: 'admin' },
      ],
    },
    {
      title: 'Maintenance',
      items: [
        { href: '/backfills', label: 'Backfills and polls', icon: DatabaseBackup, scope: 'read' },
        { href: '/quarantine', label: 'Quarantine', icon: ShieldAlert, scope: 'admin' },
      ],
    },
  ];

/** Whether the page at `path` belongs to the item. */
export function isCurrent(options: { readonly href: string; readonly path: string }): boolean {
  const { href, path } = options;
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
}
