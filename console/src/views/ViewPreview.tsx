import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Due } from '../shared/Due.tsx';
import { useDebounced } from '../shared/debounced.ts';
import { Face } from '../shared/Face.tsx';
import { PriorityMark, StatusMark } from '../shared/Marks.tsx';
import { Bones, Broken, Empty } from '../shared/States.tsx';
import type { TicketRow } from '../tickets/queries.ts';
import { previewCountQuery, previewQuery, type ViewBody } from './queries.ts';

/** What the view would show to the reader now, while it is built. */
export function ViewPreview({ body }: { body: Pick<ViewBody, 'condition' | 'sort' | 'grouping'> }) {
  const { t } = useTranslation();
  const settled = useDebounced(JSON.stringify(body), 250);
  const shown: typeof body = JSON.parse(settled);
  const { data, error, isFetching, refetch } = useQuery(previewQuery(shown));
  const { data: all } = useQuery(previewCountQuery(shown.condition));
  const count = data?.items.length ?? 0;
  return (
    <section className="view-preview" aria-label={t('builder.preview')} aria-busy={isFetching}>
      <h2>
        <span role="status">
          {data === undefined || all === undefined
            ? t('builder.preview')
            : t(all.capped ? 'builder.count_more' : 'builder.count', { count: all.count })}
        </span>
      </h2>
      {error ? (
        <Broken error={error} retry={refetch} />
      ) : data === undefined ? (
        <Bones lines={8} />
      ) : count === 0 ? (
        <Empty icon="filter" title={t('builder.none')}>
          {t('builder.none_help')}
        </Empty>
      ) : (
        <ul className={isFetching ? 'preview-list stale' : 'preview-list'}>
          {data.items.map((row) => (
            <PreviewRow key={row.id} row={row} />
          ))}
        </ul>
      )}
    </section>
  );
}

function PreviewRow({ row }: { row: TicketRow }) {
  return (
    <li className="preview-row">
      <span className="row">
        <PriorityMark priority={row.priority} />
        <span className="cut strong">{row.subject}</span>
        <span className="end">
          <Face name={row.assignee?.name ?? null} id={row.assignee?.id ?? null} size={20} />
        </span>
      </span>
      <span className="row small soft">
        <span className="num muted">#{row.number}</span>
        <span className="cut">{row.customer.name}</span>
        <StatusMark status={row.status} category={row.status_category} />
        <span className="end">
          <Due
            dueAt={row.next_due_at}
            startedAt={row.opened_at}
            statusCategory={row.status_category}
            bar={false}
            brief
          />
        </span>
      </span>
    </li>
  );
}
