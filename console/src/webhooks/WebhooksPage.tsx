import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../shared/format.ts';
import { Icon } from '../shared/icons.tsx';
import { Page } from '../shared/Page.tsx';
import { Bones, Broken, Empty } from '../shared/States.tsx';
import { webhooksQuery } from './queries.ts';

const WebhookDialog = lazy(() => import('./WebhookDialog.tsx'));

/** Programs that are told of events. */
export default function WebhooksPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const format = useFormat();
  const hooks = useQuery(webhooksQuery);
  const [adding, setAdding] = useState(false);
  const add = (
    <Button type="primary" icon={<Icon name="plus" />} onClick={() => setAdding(true)}>
      {t('webhook.add')}
    </Button>
  );
  return (
    <Page title={t('nav.webhooks')} flush actions={add}>
      {hooks.isPending && <Bones />}
      {hooks.isLoadingError && <Broken error={hooks.error} retry={hooks.refetch} />}
      {hooks.data?.length === 0 && (
        <Empty icon="webhooks" title={t('webhook.empty')}>
          {t('webhook.empty_help')}
        </Empty>
      )}
      {hooks.data && hooks.data.length > 0 && (
        <>
          <p className="page-lead soft">{t('webhook.empty_help')}</p>
          <div className="table-wrap">
            <table className="table cards">
              <thead>
                <tr>
                  <th scope="col">{t('webhook.url')}</th>
                  <th scope="col">{t('webhook.description')}</th>
                  <th scope="col">{t('webhook.events')}</th>
                  <th scope="col">{t('account.created')}</th>
                  <th scope="col">{t('people.state')}</th>
                </tr>
              </thead>
              <tbody>
                {hooks.data.map((hook) => (
                  <tr key={hook.id} className={hook.active ? '' : 'off'}>
                    <td className="break">
                      <Link to={`/webhooks/${hook.id}`}>{hook.url}</Link>
                    </td>
                    <td data-label={t('webhook.description')}>{hook.description}</td>
                    <td data-label={t('webhook.events')} className="mono">
                      {hook.events.join(', ')}
                    </td>
                    <td data-label={t('account.created')} className="num">
                      {format.date(hook.created_at)}
                    </td>
                    <td data-label={t('people.state')}>
                      <span className={hook.active ? 'pill green' : 'pill'}>
                        {hook.active ? t('common.active') : t('common.inactive')}
                      </span>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
      <Suspense fallback={null}>
        {adding && (
          <WebhookDialog
            onClose={() => {
              setAdding(false);
              void client.invalidateQueries({ queryKey: ['webhooks'] });
            }}
          />
        )}
      </Suspense>
    </Page>
  );
}
