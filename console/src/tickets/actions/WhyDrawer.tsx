import { useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../../shared/api.ts';
import { useNames } from '../../shared/config.ts';
import { useLocalText } from '../../shared/local-text.ts';
import { Bones, Broken } from '../../shared/States.tsx';
import type { DialogProps } from './dialogs.tsx';
import './why.css';
import { WhyIntervals } from './WhyIntervals.tsx';
import { WhySteps } from './WhySteps.tsx';
import { WhySummary } from './WhySummary.tsx';

/** Why it is due then: the sum, interval by interval, and the ledger of steps. */
export default function WhyDrawer({ ticket, obligation, onClose }: DialogProps & { obligation: string }) {
  const { t } = useTranslation();
  const local = useLocalText();
  const names = useNames();
  const known = ticket.obligations.find((each) => each.id === obligation);
  const { data, error, refetch } = useQuery({
    queryKey: ['ticket', ticket.number, 'explain', obligation],
    queryFn: () => call('explainObligation', { params: { number: ticket.number, id: obligation } }),
  });
  return (
    <Drawer
      open
      size={720}
      onClose={onClose}
      destroyOnHidden
      title={t('why.title', { name: local(known?.name) })}
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
