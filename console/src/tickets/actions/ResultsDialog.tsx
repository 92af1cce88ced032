import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { textIfAny } from '../../shared/i18n.ts';
import { Icon } from '../../shared/icons.tsx';

export interface TicketResult {
  number: number;
  ok: boolean;
  problem: string | null;
}

/** What became of each ticket of a change to many; the refused ones first. */
export function ResultsDialog({
  title,
  results,
  onUndo = null,
  onClose,
}: {
  title: string;
  results: TicketResult[];
  /** takes back what was done, where that can be */
  onUndo?: (() => void) | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const done = results.filter((each) => each.ok).length;
  const sorted = [...results].sort((a, b) => Number(a.ok) - Number(b.ok) || a.number - b.number);
  return (
    <Modal open title={title} footer={null} onCancel={onClose}>
      <p className="soft">{t('bulk.summary', { done, count: results.length })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <ul className="results" tabIndex={0}>
        {sorted.map((each) => (
          <li key={each.number} className="row">
            <Icon
              name={each.ok ? 'check' : 'warn'}
              style={{ color: each.ok ? 'var(--green)' : 'var(--red)' }}
            />
            <Link to={`/tickets/${each.number}`} className="num" onClick={onClose}>
              #{each.number}
            </Link>
            <span className="soft">
              {each.ok ? t('bulk.done') : (textIfAny(`problem.${each.problem}`) ?? each.problem)}
            </span>
          </li>
        ))}
      </ul>
      {onUndo && (
        <Button
          style={{ marginTop: 16 }}
          icon={<Icon name="undo" />}
          onClick={() => {
            onUndo();
            onClose();
          }}
        >
          {t('bulk.undo_those')}
        </Button>
      )}
    </Modal>
  );
}
