import type { InternalComplaint } from '@shouwen/api';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNow } from '../shared/clock.ts';
import { Due } from '../shared/Due.tsx';
import { useFormat } from '../shared/format.ts';
import { useLocalText } from '../shared/local-text.ts';
import { Page } from '../shared/Page.tsx';
import { Bones, Broken, Empty } from '../shared/States.tsx';
import { AnswerDialog } from './AnswerDialog.tsx';
import { internalComplaintsQuery } from './queries.ts';
import './internal-complaints.css';

/** Departments that did not help: what I put on record, and what I have to answer. Nobody else sees any of it. */
export default function InternalComplaintsPage() {
  const { t } = useTranslation();
  const list = useQuery(internalComplaintsQuery);
  const [answering, setAnswering] = useState<InternalComplaint | null>(null);
  return (
    <Page title={t('internal_complaint.title')}>
      <p className="soft">{t('internal_complaint.lead')}</p>
      {list.isPending && <Bones />}
      {list.isError && <Broken error={list.error} retry={list.refetch} />}
      {list.data?.length === 0 && (
        <Empty icon="megaphone" title={t('internal_complaint.empty')}>
          {t('internal_complaint.empty_help')}
        </Empty>
      )}
      <ul className="stack internal-complaints">
        {list.data?.map((one) => (
          <ComplaintItem key={one.id} complaint={one} onAnswer={() => setAnswering(one)} />
        ))}
      </ul>
      {answering && <AnswerDialog complaint={answering} onClose={() => setAnswering(null)} />}
    </Page>
  );
}

function ComplaintItem({ complaint, onAnswer }: { complaint: InternalComplaint; onAnswer: () => void }) {
  const { t } = useTranslation();
  const local = useLocalText();
  const format = useFormat();
  const now = useNow();
  const { ticket, unit, person, recorded_by, recorded_at, manager, answer, answered_at } = complaint;
  return (
    <li className="internal-complaint">
      <div className="row wrap">
        <h2 className="grow">
          {local(unit.name)}
          {person && ` · ${person.name}`}
        </h2>
        <Link to={`/tickets/${ticket}`} className="num">
          #{ticket}
        </Link>
      </div>
      <p className="words">{complaint.facts}</p>
      <p className="small muted">
        {t('internal_complaint.recorded', {
          name: recorded_by?.name ?? '',
          at: format.when(recorded_at, now),
          manager: manager?.name ?? '',
        })}
      </p>
      {answer !== null && answered_at !== null && (
        <>
          <p className="words">{answer}</p>
          <p className="small muted">
            {t('internal_complaint.answered', {
              name: manager?.name ?? '',
              at: format.when(answered_at, now),
            })}
          </p>
        </>
      )}
      {complaint.may_answer && (
        <div className="row wrap">
          <Button type="primary" onClick={onAnswer}>
            {t('internal_complaint.answer')}
          </Button>
          <Due dueAt={complaint.due_at} startedAt={recorded_at} full />
        </div>
      )}
    </li>
  );
}
