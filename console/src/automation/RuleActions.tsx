import { RuleAction } from '@shouwen/api';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Icon } from '../shared/icons.tsx';
import { ActionFields } from './ActionFields.tsx';

type Kind = RuleAction['do'];
const kinds: readonly Kind[] = RuleAction.options.map((option) => option.shape.do.value);

const nobody = '';
/** An action of a kind, as it starts. What is still to be chosen is refused when it is saved. */
const fresh: Record<Kind, RuleAction> = {
  change: { do: 'change', set: {} },
  raise_priority: { do: 'raise_priority' },
  assign: { do: 'assign', user_id: null },
  assign_on_duty: { do: 'assign_on_duty' },
  transfer: { do: 'transfer', team_id: nobody },
  add_watcher: { do: 'add_watcher', user_id: nobody },
  notify: { do: 'notify', to: 'team_lead' },
  open_task: { do: 'open_task', title: '' },
  note: { do: 'note', text: {} },
  reply: { do: 'reply', canned: nobody },
  macro: { do: 'macro', macro: nobody },
  call_webhook: { do: 'call_webhook', webhook: nobody },
};

interface RuleActionsProps {
  value: readonly RuleAction[];
  onChange: (actions: RuleAction[]) => void;
}

/** What a rule does, step by step. */
export function RuleActions({ value, onChange }: RuleActionsProps) {
  const { t } = useTranslation();
  const replace = (index: number, action: RuleAction) =>
    onChange(value.map((each, at) => (at === index ? action : each)));
  return (
    <fieldset className="segmented-field stack" style={{ gap: 8 }}>
      <legend className="field-label">{t('rule.do')}</legend>
      {value.map((action, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have no other identity
        <section key={index} className="rule-action" aria-label={t('rule.step', { n: index + 1 })}>
          <div className="row">
            <select
              className="native grow"
              aria-label={t('rule.step_kind', { n: index + 1 })}
              value={action.do}
              onChange={(event) => {
                const kind = kinds.find((each) => each === event.target.value);
                if (kind) replace(index, fresh[kind]);
              }}
            >
              {kinds.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`rule_do.${kind}`)}
                </option>
              ))}
            </select>
            <button
              type="button"
              className="icon-button small"
              aria-label={t('rule.remove_step', { n: index + 1 })}
              disabled={value.length === 1}
              onClick={() => onChange(value.filter((_, at) => at !== index))}
            >
              <Icon name="close" size={13} />
            </button>
          </div>
          <ActionFields value={action} onChange={(next) => replace(index, next)} />
        </section>
      ))}
      <div>
        <Button size="small" onClick={() => onChange([...value, fresh.change])}>
          {t('rule.add_step')}
        </Button>
      </div>
    </fieldset>
  );
}
