import { useMutation } from '@tanstack/react-query';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { call } from '../../shared/api.ts';
import { copyText } from '../../shared/copy.ts';
import { Icon } from '../../shared/icons.tsx';
import { sayProblem } from '../../shared/problem.ts';
import { useMe } from '../../shared/session.ts';
import { toast } from '../../shared/toasts.tsx';
import type { FullTicket } from '../queries.ts';
import { useTicketDialog } from './dialogs.tsx';
import { useMacroItems } from './macros.tsx';
import { useTicketAction } from './use-action.ts';

/** Everything else that can be done with a ticket. */
export function MoreMenu({ ticket }: { ticket: FullTicket }) {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const open = useTicketDialog();
  const macros = useMacroItems(ticket);
  const { number, may } = ticket;
  const watching = ticket.watchers.some((watcher) => watcher.id === me.user.id);
  const watch = useTicketAction(number, () =>
    call(watching ? 'unwatchTicket' : 'watchTicket', { params: { number, user_id: me.user.id } }),
  );
  const link = useMutation({
    mutationFn: () => call('customerLink', { params: { number }, body: {} }),
    onSuccess: async ({ url }) =>
      toast((await copyText(url)) ? t('ticket.link_copied') : url, { tone: 'plain' }),
    onError: sayProblem,
  });
  const alive = may.write === true && ticket.merged_into === null;
  const items: NonNullable<MenuProps['items']> = [
    ...(alive && macros.length > 0
      ? [
          { key: 'macros', icon: <Icon name="bolt" />, label: t('ticket.macros'), children: macros },
          { type: 'divider' as const },
        ]
      : []),
    ...(alive
      ? [
          {
            key: 'details',
            icon: <Icon name="edit" />,
            label: t('ticket.edit'),
            onClick: () => open({ kind: 'details' }),
          },
          {
            key: 'consult',
            icon: <Icon name="team" />,
            label: t('ticket.consult'),
            onClick: () => open({ kind: 'consult' }),
          },
          {
            key: 'snooze',
            icon: <Icon name="moon" />,
            label: t('ticket.snooze'),
            onClick: () => open({ kind: 'snooze' }),
          },
          {
            key: 'arrival',
            icon: <Icon name="check" />,
            label: t('arrival.record'),
            onClick: () => open({ kind: 'arrival' }),
          },
          {
            key: 'link',
            icon: <Icon name="link" />,
            label: t('ticket.link'),
            onClick: () => open({ kind: 'link' }),
          },
        ]
      : []),
    ...(alive && may.merge
      ? [
          {
            key: 'merge',
            icon: <Icon name="merge" />,
            label: t('ticket.merge'),
            onClick: () => open({ kind: 'merge' }),
          },
        ]
      : []),
    ...(alive
      ? [
          {
            key: 'incident',
            icon: <Icon name="megaphone" />,
            label: t('ticket.incident'),
            onClick: () => open({ kind: 'incident' }),
          },
        ]
      : []),
    ...(alive && may.change_owner
      ? [
          {
            key: 'owner',
            icon: <Icon name="user" />,
            label: t('ticket.change_owner'),
            onClick: () => open({ kind: 'owner' }),
          },
        ]
      : []),
    {
      key: 'instruction',
      icon: <Icon name="stairs" />,
      label: t('instruction.ask'),
      onClick: () => open({ kind: 'instruction' }),
    },
    ...(ticket.first_contact_owner?.id === me.user.id
      ? [
          {
            key: 'complain',
            icon: <Icon name="warn" />,
            label: t('internal_complaint.record'),
            onClick: () => open({ kind: 'complain' }),
          },
        ]
      : []),
    { type: 'divider' },
    {
      key: 'watch',
      icon: <Icon name="eye" />,
      label: watching ? t('ticket.unwatch') : t('ticket.watch'),
      onClick: () => watch.mutate(),
    },
    {
      key: 'print',
      icon: <Icon name="printer" />,
      label: t('case_sheet.name'),
      onClick: () => navigate(`/tickets/${number}/print`),
    },
    {
      key: 'customer-link',
      icon: <Icon name="copy" />,
      label: t('ticket.copy_customer_link'),
      onClick: () => link.mutate(),
    },
    {
      key: 'address',
      icon: <Icon name="link" />,
      label: t('ticket.copy_address'),
      onClick: async () => {
        const url = `${window.location.origin}/tickets/${number}`;
        toast((await copyText(url)) ? t('ticket.address_copied') : url, { tone: 'plain' });
      },
    },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight" destroyOnHidden>
      <Button
        icon={<Icon name="more" />}
        aria-label={t('ticket.more')}
        title={t('ticket.more')}
        aria-haspopup="menu"
      />
    </Dropdown>
  );
}
