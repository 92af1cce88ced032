import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { call } from '../shared/api.ts';
import { useDebounced } from '../shared/debounced.ts';
import type { IconName } from '../shared/icons.tsx';
import { StatusMark } from '../shared/Marks.tsx';
import { usePersonal } from '../shared/personal.ts';
import { useCan } from '../shared/session.ts';
import { hasShortcut, runShortcut } from '../shared/shortcuts.ts';
import { chooseTheme, useThemeChoice } from '../shared/theme.ts';
import type { TicketRow } from '../tickets/queries.ts';
import { useViews } from '../tickets/views.ts';
import { openShortcutSheet } from './ShortcutSheet.tsx';
import { useNavEntries } from './SideNav.tsx';

export interface PaletteItem {
  key: string;
  icon: IconName;
  label: string;
  beside?: ReactNode;
  /** the key that does the same */
  shortcut?: string;
  run: () => void;
}
export interface PaletteGroup {
  key: string;
  label: string;
  items: PaletteItem[];
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** What the palette offers for what was typed: the ticket of that number, actions, places, tickets, customers. */
export function usePaletteItems(typed: string): PaletteGroup[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const can = useCan();
  const q = typed.trim();
  const settled = useDebounced(q, 150);
  const { builtIn, saved } = useViews();
  const entries = useNavEntries();
  const actions = useActions();
  const matches = (item: PaletteItem) => q === '' || fold(item.label).includes(fold(q));
  const recent = useQuery({
    queryKey: ['recent'],
    queryFn: async () => (await call('recentTickets', {})).items,
  });
  const found = useQuery({
    queryKey: ['tickets', 'palette', settled],
    queryFn: async ({ signal }) =>
      (await call('listTickets', { query: { q: settled, limit: 7, status: 'all' } }, { signal })).items,
    enabled: settled.length >= 2,
    placeholderData: keepPreviousData,
  });
  const customers = useQuery({
    queryKey: ['customers', 'palette', settled],
    queryFn: async ({ signal }) =>
      (await call('listCustomers', { query: { q: settled, limit: 4 } }, { signal })).items,
    enabled: settled.length >= 2 && can('customer.read'),
    placeholderData: keepPreviousData,
  });

  const ticket = (row: TicketRow): PaletteItem => ({
    key: `ticket ${row.number}`,
    icon: 'mail',
    label: row.subject,
    beside: (
      <>
        <span className="num">#{row.number}</span>{' '}
        <StatusMark status={row.status} category={row.status_category} />
      </>
    ),
    run: () => navigate(`/tickets/${row.number}`),
  });
  const number = /^#?(\d{1,15})$/.exec(q)?.[1];
  const groups: PaletteGroup[] = [
    {
      key: 'number',
      label: t('palette.jump'),
      items: number
        ? [
            {
              key: 'number',
              icon: 'right',
              label: t('palette.open_number', { number }),
              run: () => navigate(`/tickets/${number}`),
            },
          ]
        : [],
    },
    {
      key: 'recent',
      label: t('palette.recent'),
      items: q === '' ? (recent.data ?? []).slice(0, 6).map(ticket) : [],
    },
    { key: 'actions', label: t('palette.actions'), items: actions.filter(matches) },
    {
      key: 'places',
      label: t('palette.places'),
      items: [
        ...entries.map(
          (entry): PaletteItem => ({
            key: entry.to,
            icon: entry.icon,
            label: entry.label,
            run: () => navigate(entry.to),
          }),
        ),
        ...[...builtIn, ...saved].map(
          (view): PaletteItem => ({
            key: `view ${view.id}`,
            icon: 'filter',
            label: view.label,
            run: () => navigate(`/inbox/${view.id}`),
          }),
        ),
      ].filter(matches),
    },
    {
      key: 'tickets',
      label: t('palette.tickets'),
      items: q.length >= 2 ? (found.data ?? []).map(ticket) : [],
    },
    {
      key: 'customers',
      label: t('palette.customers'),
      items:
        q.length >= 2
          ? (customers.data ?? []).map((customer) => ({
              key: `customer ${customer.id}`,
              icon: customer.kind === 'person' ? ('user' as const) : ('building' as const),
              label: customer.name,
              beside: customer.email ?? customer.phone,
              run: () => navigate(`/customers/${customer.id}`),
            }))
          : [],
    },
  ];
  return groups.filter((group) => group.items.length > 0);
}

function useActions(): PaletteItem[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const can = useCan();
  const theme = useThemeChoice();
  const [density, setDensity] = usePersonal('density', 'comfortable');
  const compact = density === 'compact';
  const onTicket = (
    [
      ['r', 'reply', t('keys.reply')],
      ['n', 'note', t('keys.note')],
      ['e', 'edit', t('keys.status')],
      ['t', 'user', t('keys.take')],
      ['w', 'clock', t('keys.why')],
      ['i', 'stairs', t('instruction.ask')],
      ['u', 'mail', t('keys.unread')],
    ] as const
  )
    .filter(([key]) => hasShortcut(key))
    .map(
      ([key, icon, label]): PaletteItem => ({
        key: `key ${key}`,
        icon,
        label,
        shortcut: key,
        run: () => runShortcut(key),
      }),
    );
  return [
    ...onTicket,
    ...(can('ticket.write')
      ? [
          {
            key: 'new',
            icon: 'plus' as const,
            label: t('nav.new_ticket'),
            shortcut: 'c',
            run: () => navigate('/new'),
          },
        ]
      : []),
    ...(hasShortcut('i')
      ? []
      : [
          {
            key: 'ask-instruction',
            icon: 'stairs' as const,
            label: t('instruction.ask'),
            run: () => navigate('/instructions', { state: { ask: true } }),
          },
        ]),
    { key: 'new-view', icon: 'filter', label: t('views.new'), run: () => navigate('/views/new') },
    {
      key: 'density',
      icon: 'panel',
      label: compact ? t('list.comfortable') : t('list.compact'),
      run: () => setDensity(compact ? 'comfortable' : 'compact'),
    },
    {
      key: 'theme',
      icon: theme === 'dark' ? 'sun' : 'moon',
      label: theme === 'dark' ? t('palette.light') : t('palette.dark'),
      run: () => chooseTheme(theme === 'dark' ? 'light' : 'dark'),
    },
    { key: 'keys', icon: 'keyboard', label: t('menu.shortcuts'), shortcut: '?', run: openShortcutSheet },
  ];
}
