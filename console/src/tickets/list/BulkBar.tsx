import type { BodyOf, Routes } from '@shouwen/api';
import { useMutation } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api.ts';
import { useEntries } from '../../shared/config.ts';
import { Icon } from '../../shared/icons.tsx';
import { useLocalText } from '../../shared/local-text.ts';
import { sayProblem } from '../../shared/problem.ts';
import { useCan, useMe } from '../../shared/session.ts';
import { toast } from '../../shared/toasts.tsx';
import type { TicketResult } from '../actions/ResultsDialog.tsx';
import { type TicketRow, useTicketChanged } from '../queries.ts';
import type { Selection } from './use-selection.ts';
import { useUndoBulk } from './use-undo-bulk.ts';

const BulkDialog = lazy(() => import('./BulkDialog.tsx'));
const ResultsDialog = lazy(() =>
  import('../actions/ResultsDialog.tsx').then((m) => ({ default: m.ResultsDialog })),
);

export type BulkChange = BodyOf<Routes['bulkChange']>['action'];

/** What can be done with the selected rows; each ticket has its own result. */
export function BulkBar({ selection, rows }: { selection: Selection; rows: TicketRow[] }) {
  const { t } = useTranslation();
  const me = useMe();
  const can = useCan();
  const local = useLocalText();
  const statuses = useEntries('statuses');
  const changed = useTicketChanged();
  const [dialog, setDialog] = useState(false);
  const [results, setResults] = useState<{ results: TicketResult[]; undo: string | null } | null>(null);
  const undoBulk = useUndoBulk();
  const count = selection.numbers.size;
  const change = useMutation({
    mutationFn: (action: BulkChange) =>
      call('bulkChange', { body: { numbers: [...selection.numbers], action } }),
    onSuccess: (answer) => {
      for (const each of answer.results) if (each.ok) changed(each.number);
      setDialog(false);
      const way = answer.undo;
      const undo = way && { label: t('common.undo'), run: () => undoBulk(way.id) };
      if (answer.results.every((each) => each.ok)) {
        toast(t('bulk.all_done', { count: answer.results.length }), undo ? { action: undo } : {});
        selection.clear();
      } else setResults({ results: answer.results, undo: way?.id ?? null });
    },
    onError: sayProblem,
  });
  return (
    <div className="bulk-bar" role="toolbar" aria-label={t('bulk.label')}>
      <span className="strong num" role="status">
        {t('bulk.selected', { count })}
      </span>
      {can('ticket.bulk') && (
        <>
          <Dropdown
            trigger={['click']}
            destroyOnHidden
            menu={{
              items: statuses.map((status) => ({
                key: status.key,
                label: local(status.value.name),
                onClick: () => change.mutate({ status: status.key }),
              })),
            }}
          >
            <Button size="small" loading={change.isPending} aria-haspopup="menu">
              {t('ticket.status')} <Icon name="down" size={12} />
            </Button>
          </Dropdown>
          <Button
            size="small"
            onClick={() => change.mutate({ assignee_id: me.user.id })}
            disabled={change.isPending}
          >
            {t('bulk.to_me')}
          </Button>
          <Button size="small" onClick={() => setDialog(true)}>
            {t('bulk.more')}
          </Button>
        </>
      )}
      <span className="end" />
      {count < rows.length && (
        <button type="button" className="link small" onClick={selection.all}>
          {t('bulk.all_shown', { count: rows.length })}
        </button>
      )}
      <button
        type="button"
        className="icon-button small"
        onClick={selection.clear}
        aria-label={t('bulk.clear')}
      >
        <Icon name="close" size={14} />
      </button>
      <Suspense fallback={null}>
        {dialog && (
          <BulkDialog
            count={count}
            busy={change.isPending}
            onApply={(action) => change.mutate(action)}
            onClose={() => setDialog(false)}
          />
        )}
        {results && (
          <ResultsDialog
            title={t('bulk.results')}
            results={results.results}
            onUndo={results.undo === null ? null : () => undoBulk(results.undo ?? '')}
            onClose={() => {
              setResults(null);
              selection.clear();
            }}
          />
        )}
      </Suspense>
    </div>
  );
}
