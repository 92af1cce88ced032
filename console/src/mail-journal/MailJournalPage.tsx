import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../shared/clock.ts';
import { useDebounced } from '../shared/debounced.ts';
import { ExportMenu } from '../shared/ExportMenu.tsx';
import { Page } from '../shared/Page.tsx';
import { SearchInput } from '../shared/SearchInput.tsx';
import { Bones, Broken, Empty } from '../shared/States.tsx';
import { useShortcuts } from '../shared/shortcuts.ts';
import { MailDrawer } from './MailDrawer.tsx';
import { MailRow } from './MailRow.tsx';
import { MailTabs } from './MailTabs.tsx';
import { asked, type JournalFilter, journalQuery, verdicts } from './queries.ts';
import './mail-journal.css';

const choices = ['pending', ...verdicts] as const;

/** Every mail that came in, newest first, with what became of it. `j` `k` move, `Enter` opens. */
export default function MailJournalPage() {
  const { t } = useTranslation();
  const now = useNow();
  const [q, setQ] = useState('');
  const [verdict, setVerdict] = useState<JournalFilter['verdict']>('');
  const filter = { q: useDebounced(q), verdict };
  const list = useInfiniteQuery(journalQuery(filter));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const [at, setAt] = useState<string | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  const move = (by: number) => {
    const place = rows.findIndex((each) => each.id === at);
    const next = rows[Math.min(Math.max(place + by, 0), rows.length - 1)];
    if (next) setAt(next.id);
  };
  const open = () => at && setShown(at);
  useShortcuts({ j: () => move(1), k: () => move(-1), Enter: open, o: open });
  useEffect(() => {
    if (at) document.getElementById(`mail-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  return (
    <Page
      title={t('nav.mail')}
      flush
      actions={<ExportMenu operation="exportMail" name={t('nav.mail')} query={asked(filter)} />}
      tabs={
        <>
          <MailTabs here="journal" />
          <div className="filter-bar">
            <SearchInput label={t('mail_in.search')} value={q} onChange={setQ} />
            <select
              className="native"
              aria-label={t('mail_in.verdict')}
              value={verdict}
              onChange={(event) => setVerdict(choices.find((each) => each === event.target.value) ?? '')}
            >
              <option value="">{t('mail_in.all')}</option>
              {choices.map((each) => (
                <option key={each} value={each}>
                  {t(`mail_verdict.${each}`)}
                </option>
              ))}
            </select>
          </div>
        </>
      }
    >
      {list.isPending && <Bones />}
      {list.isLoadingError && <Broken error={list.error} retry={list.refetch} />}
      {list.isSuccess && rows.length === 0 && (
        <Empty icon="mail" title={filter.q || verdict ? t('mail_in.none_found') : t('mail_in.empty')}>
          {filter.q || verdict ? null : t('mail_in.empty_help')}
        </Empty>
      )}
      {rows.length > 0 && (
        <div className="table-wrap">
          <table className="table cards mail-journal">
            <thead>
              <tr>
                <th scope="col">{t('field.subject')}</th>
                <th scope="col">{t('mail_in.from')}</th>
                <th scope="col">{t('mail_in.verdict')}</th>
                <th scope="col">{t('field.ticket')}</th>
                <th scope="col">{t('mail_in.received')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((mail) => (
                <MailRow
                  key={mail.id}
                  mail={mail}
                  now={now}
                  here={mail.id === at}
                  onOpen={() => {
                    setAt(mail.id);
                    setShown(mail.id);
                  }}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {list.hasNextPage && (
        <div className="empty">
          <Button onClick={() => list.fetchNextPage()} loading={list.isFetchingNextPage}>
            {t('list.more')}
          </Button>
        </div>
      )}
      <MailDrawer id={shown} onClose={() => setShown(null)} />
    </Page>
  );
}
