import type { EscalationAction } from '@shouwen/api';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shared/session.ts';
import { webhooksQuery } from '../../webhooks/queries.ts';

interface EscalationActionsProps {
  /** which step, for screen readers */
  label: string;
  value: readonly EscalationAction[];
  onChange: (actions: EscalationAction[]) => void;
}
const simple = ['reassign', 'raise_priority', 'add_watcher'] as const;

/** What a step does beside telling somebody. */
export function EscalationActions({ label, value, onChange }: EscalationActionsProps) {
  const { t } = useTranslation();
  const { data: webhooks = [] } = useQuery({ ...webhooksQuery, enabled: useCan()('webhook.manage') });
  const task = value.find((action) => action.do === 'open_task');
  const called = value.find((action) => action.do === 'call_webhook');
  const without = (kind: EscalationAction['do']) => value.filter((action) => action.do !== kind);
  return (
    <fieldset className="escalation-also">
      <legend className="sr">{t('escalation.also', { step: label })}</legend>
      {simple.map((kind) => (
        <label key={kind} className="row small">
          <input
            type="checkbox"
            checked={value.some((action) => action.do === kind)}
            onChange={(event) => onChange(event.target.checked ? [...value, { do: kind }] : without(kind))}
          />
          {t(`escalation.${kind}`)}
        </label>
      ))}
      <label className="row small">
        <span>{t('escalation.open_task')}</span>
        <input
          className="native grow"
          maxLength={200}
          placeholder={t('escalation.no_task')}
          value={task?.title ?? ''}
          onChange={({ target: { value: title } }) =>
            onChange(
              title === '' ? without('open_task') : [...without('open_task'), { do: 'open_task', title }],
            )
          }
        />
      </label>
      {(webhooks.length > 0 || called) && (
        <label className="row small">
          <span>{t('escalation.call_webhook')}</span>
          <select
            className="native grow"
            value={called?.webhook ?? ''}
            onChange={({ target: { value: webhook } }) =>
              onChange(
                webhook === ''
                  ? without('call_webhook')
                  : [...without('call_webhook'), { do: 'call_webhook', webhook }],
              )
            }
          >
            <option value="">{t('escalation.no_webhook')}</option>
            {called && !webhooks.some((each) => each.id === called.webhook) && (
              <option value={called.webhook}>{called.webhook}</option>
            )}
            {webhooks.map((each) => (
              <option key={each.id} value={each.id}>
                {each.description || each.url}
              </option>
            ))}
          </select>
        </label>
      )}
    </fieldset>
  );
}
