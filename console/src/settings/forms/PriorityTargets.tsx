import { Priority, type TargetOrMinutes } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { TargetField } from '../../calendars/TargetField.tsx';

export type TargetRow = Record<Priority, TargetOrMinutes>;

interface PriorityTargetsProps {
  /** what it is for, said to screen readers */
  label: string;
  value: TargetRow;
  onChange: (value: TargetRow) => void;
}

/** How long it may take, by priority. */
export function PriorityTargets({ label, value, onChange }: PriorityTargetsProps) {
  const { t } = useTranslation();
  return (
    <div className="target-row">
      {Priority.options.map((priority) => (
        <div key={priority} className="stack" style={{ gap: 2 }}>
          <span className="small muted">{t(`priority.${priority}`)}</span>
          <TargetField
            label={`${label}, ${t(`priority.${priority}`)}`}
            value={value[priority]}
            onChange={(target) => onChange({ ...value, [priority]: target })}
          />
        </div>
      ))}
    </div>
  );
}
