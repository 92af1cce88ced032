import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams, useSearchParams } from 'react-router';
import { Page } from '../shared/Page.tsx';
import { Bones, Broken, Empty } from '../shared/States.tsx';
import { viewsQuery } from '../tickets/views.ts';
import type { View } from './queries.ts';
import { ViewForm } from './ViewForm.tsx';
import './views.css';

/**
 * Builds a view: a new one, one like another (`?from=`, and in the link's state what narrows it further), or one's own
 * anew.
 */
export default function ViewEditorPage() {
  const { t } = useTranslation();
  const { id } = useParams();
  const [search] = useSearchParams();
  const { state } = useLocation();
  const from = search.get('from');
  const { data, error, refetch } = useQuery(viewsQuery);
  const title = id === undefined ? t('builder.new') : t('builder.edit');
  const source = data?.items.find((view) => view.id === (id ?? from));
  return (
    <Page title={title}>
      {error ? (
        <Broken error={error} retry={refetch} />
      ) : !data ? (
        <Bones />
      ) : id !== undefined && !source?.mine ? (
        <Empty icon="search" title={t('state.not_found')}>
          {t('builder.not_yours')}
        </Empty>
      ) : (
        <ViewForm
          key={id ?? `from ${from}`}
          view={id === undefined ? null : (source ?? null)}
          like={source ?? null}
          narrower={narrowerIn(state)}
        />
      )}
    </Page>
  );
}

/** Questions that the list asked beside its view, handed over in the link's state. */
function narrowerIn(state: unknown): View['condition'][] {
  if (typeof state !== 'object' || state === null || !('narrower' in state)) return [];
  return Array.isArray(state.narrower) ? state.narrower : [];
}
