import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { call } from '../shared/api.ts';
import { Icon } from '../shared/icons.tsx';
import { Page } from '../shared/Page.tsx';
import { Bones, Broken, Empty } from '../shared/States.tsx';
import { toast } from '../shared/toasts.tsx';
import { DeliveryTable } from './DeliveryTable.tsx';
import { type DeliveryPage, type Webhook, webhooksQuery } from './queries.ts';

const WebhookDialog = lazy(() => import('./WebhookDialog.tsx'));
const FormDialog = lazy(() => import('../shared/Dialog.tsx').then((m) => ({ default: m.FormDialog })));

/** One webhook with its delivery log. */
export default function WebhookPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery(webhooksQuery);
  const { t } = useTranslation();
  if (!data) return error ? <Broken error={error} retry={refetch} /> : <Bones />;
  const hook = data.find((each) => each.id === id);
  if (!hook) return <Empty icon="webhooks" title={t('state.not_found')} />;
  return <Loaded key={id} hook={hook} />;
}

function Loaded({ hook }: { hook: Webhook }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [editing, setEditing] = useState(false);
  const [removing, setRemoving] = useState(false);
  const queryKey = ['webhook-deliveries', hook.id];
  const log = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) =>
      call('listDeliveries', {
        params: { id: hook.id },
        query: { limit: 50, ...(pageParam ? { cursor: pageParam } : {}) },
      }),
    initialPageParam: '',
    getNextPageParam: (last: DeliveryPage) => last.next_cursor ?? undefined,
  });
  const rows = log.data?.pages.flatMap((page) => page.items) ?? [];
  const resend = useMutation({
    mutationFn: (delivery_id: string) => call('resendDelivery', { params: { id: hook.id, delivery_id } }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey });
      toast(t('webhook.resent'));
    },
  });
  const remove = useMutation({
    mutationFn: () => call('deleteWebhook', { params: { id: hook.id } }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['webhooks'] });
      navigate('/webhooks');
      toast(t('webhook.removed'));
    },
  });
  return (
    <Page
      title={hook.description || hook.url}
      flush
      actions={
        <>
          <Button icon={<Icon name="trash" />} onClick={() => setRemoving(true)}>
            {t('common.remove')}
          </Button>
          <Button icon={<Icon name="edit" />} onClick={() => setEditing(true)}>
            {t('common.edit')}
          </Button>
        </>
      }
      tabs={
        <div className="filter-bar">
          {hook.description && <span className="mono break">{hook.url}</span>}
          <span className={hook.active ? 'pill green' : 'pill'}>
            {hook.active ? t('common.active') : t('common.inactive')}
          </span>
          <span className="mono muted">{hook.events.join(', ')}</span>
          <span className="end" />
          <Button
            size="small"
            icon={<Icon name="refresh" size={13} />}
            onClick={() => log.refetch()}
            loading={log.isRefetching}
          >
            {t('common.refresh')}
          </Button>
        </div>
      }
    >
      {log.isPending && <Bones />}
      {log.isLoadingError && <Broken error={log.error} retry={log.refetch} />}
      {log.isSuccess && rows.length === 0 && (
        <Empty icon="webhooks" title={t('webhook.no_deliveries')}>
          {t('webhook.no_deliveries_help')}
        </Empty>
      )}
      {rows.length > 0 && <DeliveryTable rows={rows} onResend={(delivery) => resend.mutate(delivery)} />}
      {log.hasNextPage && (
        <div className="empty">
          <Button onClick={() => log.fetchNextPage()} loading={log.isFetchingNextPage}>
            {t('list.more')}
          </Button>
        </div>
      )}
      <Suspense fallback={null}>
        {removing && (
          <FormDialog
            title={t('webhook.remove')}
            lead={t('webhook.remove_lead')}
            action={t('common.remove')}
            danger
            busy={remove.isPending}
            onSubmit={() => remove.mutate()}
            onClose={() => setRemoving(false)}
          />
        )}
        {editing && (
          <WebhookDialog
            hook={hook}
            onClose={() => {
              setEditing(false);
              void client.invalidateQueries({ queryKey: ['webhooks'] });
            }}
          />
        )}
      </Suspense>
    </Page>
  );
}
