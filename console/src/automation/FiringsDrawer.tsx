import { useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../shared/format.ts';
import { textIfAny } from '../shared/i18n.ts';
import { Bones, Broken, Empty } from '../shared/States.tsx';
import { firingsQuery } from './queries.ts';

interface FiringsDrawerProps {
  rule: string;
  title: string;
  onClose: () => void;
}

/** The last hundred firings of a rule: on which ticket, what was done, or why not. */
export function FiringsDrawer({ rule, title, onClose }: FiringsDrawerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, refetch } = useQuery(firingsQuery(rule));
  return (
    <Drawer open size={560} title={t('firings.of', { name: title })} onClose={onClose} destroyOnHidden>
      {error && <Broken error={error} retry={refetch} />}
      {!data && !error && <Bones />}
      {data?.length === 0 && (
        <Empty icon="history" title={t('firings.none')}>
          {t('firings.none_help')}
        </Empty>
      )}
      <ol className="stack" style={{ gap: 16 }}>
        {data?.map((firing) => (
          <li key={firing.id} className="stack" style={{ gap: 2 }}>
            <div className="row wrap">
              <span className={firing.outcome === 'done' ? 'pill' : 'pill alarm'}>
                {t(`firing_outcome.${firing.outcome}`)}
              </span>
              {firing.ticket ? (
                <Link to={`/tickets/${firing.ticket.number}`}>
                  #{firing.ticket.number} {firing.ticket.subject}
                </Link>
              ) : (
                <span className="soft">{t('firings.hidden_ticket')}</span>
              )}
              <span className="muted num small end">{format.dateTime(firing.at)}</span>
            </div>
            <div className="small soft">
              {firing.problem?.message ??
                firing.did.map((each) => textIfAny(`rule_do.${each}`) ?? each).join(t('common.comma'))}
            </div>
          </li>
        ))}
      </ol>
    </Drawer>
  );
}
