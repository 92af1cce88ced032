import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { NotFound } from '../app/NotFound.tsx';
import { Icon } from '../shared/icons.tsx';
import { useLocalText } from '../shared/local-text.ts';
import { Page } from '../shared/Page.tsx';
import { Bones, Broken } from '../shared/States.tsx';
import { Course } from './Course.tsx';
import { DutyList } from './DutyList.tsx';
import { InstructionFacts } from './InstructionFacts.tsx';
import './instructions.css';
import { instructionQuery } from './queries.ts';
import { StepForm } from './StepForm.tsx';

/** One request for instruction: what was asked, what is to be done next, what is owed, and its whole course. */
export default function InstructionPage() {
  const { t } = useTranslation();
  const local = useLocalText();
  const { number: given = '' } = useParams();
  const number = /^\d{1,15}$/.test(given) ? Number(given) : null;
  const {
    data: request,
    error,
    refetch,
  } = useQuery({ ...instructionQuery(number ?? 0), enabled: number !== null });
  if (number === null) return <NotFound />;
  return (
    <Page
      title={
        request
          ? t('instruction.title', { number, kind: local(request.kind.name) })
          : t('instruction.number', { number })
      }
      actions={
        <Link to={`/instructions/${number}/print`} className="link">
          <Icon name="print" size={14} /> {t('instruction.print')}
        </Link>
      }
    >
      {request ? (
        <div className="instruction">
          <div className="stack" style={{ gap: 20 }}>
            <InstructionFacts request={request} />
            <Course steps={request.steps} />
          </div>
          <div className="stack" style={{ gap: 20 }}>
            {request.may.length > 0 && <StepForm request={request} />}
            <DutyList request={request} />
          </div>
        </div>
      ) : error ? (
        <Broken error={error} retry={refetch} />
      ) : (
        <Bones lines={10} />
      )}
    </Page>
  );
}
