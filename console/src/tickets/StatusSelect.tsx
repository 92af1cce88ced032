import { useTranslation } from 'react-i18next';
import { useEntries } from '../shared/config.ts';
import { useLocalText } from '../shared/local-text.ts';

interface StatusSelectProps {
  status: string;
  disabled?: boolean;
  onChange: (status: string) => void;
}

/** The status as a choice of all configured ones; `e` opens it. */
export function StatusSelect({ status, disabled = false, onChange }: StatusSelectProps) {
  const { t } = useTranslation();
  const statuses = useEntries('statuses');
  const local = useLocalText();
  const category = statuses.find((each) => each.key === status)?.value.category ?? 'open';
  return (
    <span className={`status-select status-${category}`}>
      <span className="dot" aria-hidden="true" />
      <select
        className="native"
        id="ticket-status"
        aria-label={t('ticket.status')}
        title={t('ticket.status_key')}
        value={status}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value)}
      >
        {statuses.map((each) => (
          <option key={each.key} value={each.key}>
            {local(each.value.name)}
          </option>
        ))}
        {!statuses.some((each) => each.key === status) && <option value={status}>{status}</option>}
      </select>
    </span>
  );
}
