import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Dropdown, type MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { call } from '../../shared/api.ts';
import { useExportItems } from '../../shared/ExportMenu.tsx';
import { Icon } from '../../shared/icons.tsx';
import { usePersonal } from '../../shared/personal.ts';
import { toast } from '../../shared/toasts.tsx';
import type { View } from '../../views/queries.ts';
import type { TicketFilter } from '../queries.ts';
import { firstView, useViews, viewsQuery } from '../views.ts';

/** What can be done with the view that is open: change it, build another like it, delete it (and take that back). */
export function ViewMenu({ view: id, filter }: { view: string; filter: TicketFilter }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const view = useQuery(viewsQuery).data?.items.find((each) => each.id === id);
  const { builtIn, saved } = useViews();
  const label = [...builtIn, ...saved].find((each) => each.id === id)?.label ?? t('nav.inbox');
  const exported = useExportItems('exportTickets', label, { view: id, ...filter });
  const remove = useDeleteView();
  const [density, setDensity] = usePersonal('density', 'comfortable');
  const compact = density === 'compact';
  const narrower = questionsOf(filter);
  const build = (address: string) => navigate(address, { state: { narrower } });
  const items: MenuProps['items'] = [
    ...(view?.mine
      ? [
          {
            key: 'edit',
            icon: <Icon name="edit" />,
            label: t('builder.edit'),
            onClick: () => navigate(`/views/${id}`),
          },
        ]
      : []),
    {
      key: 'copy',
      icon: <Icon name="copy" />,
      label: narrower.length > 0 ? t('views.keep_filter') : t('views.copy'),
      onClick: () => build(`/views/new?from=${id}`),
    },
    {
      key: 'new',
      icon: <Icon name="plus" />,
      label: t('views.new'),
      onClick: () => navigate('/views/new'),
    },
    ...(exported.length > 0 ? [{ type: 'divider' as const }, ...exported] : []),
    { type: 'divider' as const },
    {
      key: 'density',
      icon: <Icon name="panel" />,
      label: compact ? t('list.comfortable') : t('list.compact'),
      onClick: () => setDensity(compact ? 'comfortable' : 'compact'),
    },
    ...(view?.mine
      ? [
          { type: 'divider' as const },
          {
            key: 'delete',
            icon: <Icon name="trash" />,
            label: t('views.delete'),
            danger: true,
            onClick: () => remove.mutate(view),
          },
        ]
      : []),
  ];
  return (
    <Dropdown trigger={['click']} destroyOnHidden menu={{ items }}>
      <button
        type="button"
        className="icon-button small"
        aria-haspopup="menu"
        aria-label={t('views.actions')}
        title={t('views.actions')}
      >
        <Icon name="more" />
      </button>
    </Dropdown>
  );
}

function useDeleteView() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const fetchAnew = () => client.invalidateQueries({ queryKey: viewsQuery.queryKey });
  const restore = useMutation({
    mutationFn: ({ name, scope, team_id, condition, sort, columns, grouping }: View) =>
      call('createView', { body: { name, scope, team_id, condition, sort, columns, grouping } }),
    onSuccess: async (view) => {
      await fetchAnew();
      navigate(`/inbox/${view.id}`);
    },
  });
  return useMutation({
    mutationFn: (view: View) => call('deleteView', { params: { id: view.id } }),
    onSuccess: (_, view) => {
      navigate(`/inbox/${firstView}`);
      void fetchAnew();
      const undo = { label: t('common.undo'), run: () => restore.mutate(view) };
      toast(t('views.deleted', { name: view.name }), { action: undo });
    },
  });
}

/** The list's filter in the language of conditions. */
function questionsOf({ status, team, tag }: TicketFilter): object[] {
  return [
    ...(status && status !== 'all' ? [{ field: 'status_category', in: [status] }] : []),
    ...(team ? [{ field: 'team', in: [team] }] : []),
    ...(tag ? [{ field: 'tags', contains: tag }] : []),
  ];
}
