import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { textIfAny } from '../../shared/i18n.ts';
import { Empty } from '../../shared/States.tsx';
import { useCan } from '../../shared/session.ts';
import { useViewNumbers } from '../view-counts.ts';

/** An empty list says what belongs here and what to do next. */
export function ListEmpty({
  view,
  filtered,
  onClear,
}: {
  view: string;
  filtered: boolean;
  onClear: () => void;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const can = useCan();
  const isNew = useViewNumbers().get('all')?.none === true;
  if (filtered)
    return (
      <Empty
        icon="filter"
        title={t('list.no_match')}
        action={<Button onClick={onClear}>{t('list.clear_filter')}</Button>}
      >
        {t('list.no_match_help')}
      </Empty>
    );
  if (can('config.manage') && isNew)
    return (
      <Empty
        icon="inbox"
        title={t('list.nothing_yet')}
        action={
          <>
            <Button type="primary" onClick={() => navigate('/first-steps')}>
              {t('first_steps.title')}
            </Button>
            <Button onClick={() => navigate('/new')}>{t('nav.new_ticket_key')}</Button>
          </>
        }
      >
        {t('list.nothing_yet_help')}
      </Empty>
    );
  return (
    <Empty
      icon="inbox"
      title={t('list.empty')}
      action={
        can('ticket.write') && <Button onClick={() => navigate('/new')}>{t('nav.new_ticket_key')}</Button>
      }
    >
      {textIfAny(`empty.${view}`) ?? t('list.empty_help')}
    </Empty>
  );
}
