import { Sections, type SectionValue } from '@shouwen/api';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../shared/icons.tsx';
import { EscalationActions } from './EscalationActions.tsx';

type Escalations = SectionValue<'obligations'>['escalate'];
const targets = Sections.obligations.shape.escalate.element.shape.to.options;

/** Who is told when it is overdue, and how long after. */
export function EscalationFields({
  value,
  onChange,
}: {
  value: Escalations;
  onChange: (value: Escalations) => void;
}) {
  const { t } = useTranslation();
  const replace = (index: number, changes: Partial<Escalations[number]>) =>
    onChange(value.map((each, at) => (at === index ? { ...each, ...changes } : each)));
  return (
    <fieldset className="segmented-field stack" style={{ gap: 6 }}>
      <legend className="field-label">{t('settings.escalate')}</legend>
      {value.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity
        <div key={index} className="escalation-step">
          <div className="row wrap">
            <input
              className="native num short"
              type="number"
              min={0}
              aria-label={t('settings.escalate_after')}
              value={step.after_minutes}
              onChange={(event) =>
                replace(index, { after_minutes: Math.max(0, Math.round(Number(event.target.value))) })
              }
            />
            <span>{t('settings.escalate_after')}</span>
            <select
              className="native auto"
              aria-label={t('settings.escalate_to')}
              value={step.to}
              onChange={(event) =>
                replace(index, { to: targets.find((each) => each === event.target.value) ?? step.to })
              }
            >
              {targets.map((to) => (
                <option key={to} value={to}>
                  {t(`escalate_to.${to}`)}
                </option>
              ))}
            </select>
            <button
              type="button"
              className="icon-button small end"
              aria-label={t('settings.remove_escalation')}
              onClick={() => onChange(value.filter((_, at) => at !== index))}
            >
              <Icon name="close" size={13} />
            </button>
          </div>
          <EscalationActions
            label={String(index + 1)}
            value={step.also ?? []}
            onChange={(also) => replace(index, { also: also.length > 0 ? also : undefined })}
          />
        </div>
      ))}
      <div>
        <Button size="small" onClick={() => onChange([...value, { after_minutes: 60, to: 'unit_head' }])}>
          {t('settings.add_escalation')}
        </Button>
      </div>
    </fieldset>
  );
}
