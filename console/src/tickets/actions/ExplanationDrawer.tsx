import type { ResponseOf, Routes } from '@shouwen/api';
import { useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNames } from '../../shared/config.ts';
import { useLocalText } from '../../shared/local-text.ts';
import { Bones, Broken } from '../../shared/States.tsx';
import './why.css';
import { WhyIntervals } from './WhyIntervals.tsx';
import { WhySteps } from './WhySteps.tsx';
import { WhySummary } from './WhySummary.tsx';

interface ExplanationProps {
  /** what is owed */
  name: string;
  queryKey: readonly unknown[];
  fetch: () => Promise<ResponseOf<Routes['explainObligation']>>;
  onClose: () => void;
}

/** Why something is due then: the sum, interval by interval, and the ledger of steps. */
export default function ExplanationDrawer({ name, queryKey, fetch, onClose }: ExplanationProps) {
  const { t } = useTranslation();
  const local = useLocalText();
  const names = useNames();
  const { data, error, refetch } = useQuery({ queryKey, queryFn: fetch });
  return (
    <Drawer
      open
      size={720}
      onClose={onClose}
      destroyOnHidden
      title={t('why.title', { name })}
      rootClassName="why"
    >
      {error && <Broken error={error} retry={refetch} />}
      {!data && !error && <Bones />}
      {data && (
        <div className="stack" style={{ gap: 24 }}>
          <WhySummary explanation={data} />
          <WhyIntervals explanation={data} />
          <WhySteps explanation={data} />
          <p className="help">
            {data.policy && `${t('why.policy', { policy: local(data.policy.name) })} `}
            {t('why.source', {
              version: data.policy_version,
              calendar: names.calendar(data.calendar.key),
              zone: data.calendar.zone,
            })}
          </p>
        </div>
      )}
    </Drawer>
  );
}
