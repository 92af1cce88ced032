import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { ExportMenu } from '../shared/ExportMenu.tsx';
import { useFormat } from '../shared/format.ts';
import { textIfAny } from '../shared/i18n.ts';
import { useLocalText } from '../shared/local-text.ts';
import { Page } from '../shared/Page.tsx';
import { Bones, Broken, Empty } from '../shared/States.tsx';
import { ChangeDetails } from './ChangeDetails.tsx';

/** Everything that was changed in the settings, by whom, before and after. */
export default function ChangesView() {
  const { t } = useTranslation();
  const format = useFormat();
  const local = useLocalText();
  const changes = useInfiniteQuery({
    queryKey: ['configuration', 'changes'],
    queryFn: ({ pageParam }) =>
      call('listConfigChanges', { query: { limit: 30, ...(pageParam ? { cursor: pageParam } : {}) } }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next_cursor,
  });
  const rows = changes.data?.pages.flatMap((page) => page.items);
  const nameOf = (section: string, key: string, value: unknown) => {
    const { name } = (value ?? {}) as { name?: Parameters<typeof local>[0] };
    return textIfAny(`named.${section}.${key}`) ?? (name === undefined ? key : local(name));
  };
  return (
    <Page
      title={t('section.changes')}
      actions={<ExportMenu operation="exportConfigChanges" name={t('section.changes')} />}
    >
      <div className="stack medium" style={{ gap: 16 }}>
        <p className="soft">{t('section_help.changes')}</p>
        {changes.isPending && <Bones />}
        {changes.isLoadingError && <Broken error={changes.error} retry={changes.refetch} />}
        {rows?.length === 0 && (
          <Empty icon="history" title={t('settings.no_changes')}>
            {t('settings.no_changes_help')}
          </Empty>
        )}
        <ol className="stack change-log" style={{ gap: 20 }}>
          {rows?.map((change) => (
            <li key={change.id} className="stack" style={{ gap: 6 }}>
              <div className="row wrap">
                <span className="strong">
                  {textIfAny(`section.${change.section}`) ?? change.section} ·{' '}
                  {nameOf(change.section, change.key, change.after ?? change.before)}
                </span>
                {change.before === null && <span className="pill green">{t('settings.was_added')}</span>}
                {change.after === null && <span className="pill">{t('settings.was_removed')}</span>}
                <span className="muted small">
                  {change.actor} · <span className="num">{format.dateTime(change.at)}</span>
                </span>
              </div>
              <ChangeDetails before={change.before} after={change.after} />
            </li>
          ))}
        </ol>
        {changes.hasNextPage && (
          <div>
            <Button onClick={() => void changes.fetchNextPage()} loading={changes.isFetchingNextPage}>
              {t('settings.earlier_changes')}
            </Button>
          </div>
        )}
      </div>
    </Page>
  );
}
