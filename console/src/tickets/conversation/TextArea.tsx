import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { GrowingArea } from '../../shared/fields.tsx';
import type { FullTicket } from '../queries.ts';
import { useComposer } from './composer-state.tsx';

const NoteArea = lazy(() => import('./NoteArea.tsx'));

/** The text itself; a note offers colleagues after an @. */
export function TextArea({ ticket }: { ticket: FullTicket }) {
  const { t } = useTranslation();
  const { kind, drafts, areaRef } = useComposer();
  if (kind === 'note')
    return (
      <Suspense
        fallback={
          <textarea className="native area composer-area" aria-label={t('composer.note')} readOnly rows={3} />
        }
      >
        <NoteArea />
      </Suspense>
    );
  return (
    <GrowingArea
      ref={areaRef}
      className="native area composer-area"
      aria-label={t('composer.reply')}
      placeholder={t('composer.reply_placeholder', { name: ticket.customer.name })}
      rows={2}
      maxRows={14}
      value={drafts.reply.body}
      onChange={(event) => drafts.change('reply', { body: event.target.value })}
    />
  );
}
