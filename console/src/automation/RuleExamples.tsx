import type { RuleValue } from '@shouwen/api';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useEntries } from '../shared/config.ts';
import { Empty } from '../shared/States.tsx';
import './automation.css';

/** Three rules to begin with, for a department that has none yet. */
export function RuleExamples({ onBegin }: { onBegin: (rule: RuleValue) => void }) {
  const { t } = useTranslation();
  const resolved = useEntries('statuses').find(({ value }) => value.category === 'resolved');
  const closed = useEntries('statuses').find(({ value }) => value.category === 'closed');
  const examples: { key: 'complaint' | 'waiting' | 'close'; rule: Omit<RuleValue, 'name'> }[] = [
    {
      key: 'complaint',
      rule: {
        order: 10,
        active: true,
        on: { events: ['opened'] },
        when: { all: [{ field: 'type', in: ['complaint'] }] },
        do: [
          { do: 'change', set: { urgency: 'high' } },
          { do: 'notify', to: 'team_lead' },
        ],
      },
    },
    {
      key: 'waiting',
      rule: {
        order: 20,
        active: true,
        on: { after: 'no_answer', minutes: 240, counts: 'business' },
        when: { all: [] },
        do: [{ do: 'raise_priority' }, { do: 'notify', to: 'team_lead' }],
      },
    },
    {
      key: 'close',
      rule: {
        order: 30,
        active: true,
        on: {
          after: 'in_status',
          minutes: 10_080,
          counts: 'elapsed',
          ...(resolved ? { status: resolved.key } : {}),
        },
        when: { all: [] },
        do: [{ do: 'change', set: closed ? { status: closed.key } : {} }],
      },
    },
  ];
  return (
    <Empty icon="bolt" title={t('rule.empty')}>
      {t('rule.empty_help')}
      <span className="rule-examples">
        {examples.map(({ key, rule }) => (
          <span key={key} className="rule-example">
            <span className="strong">{t(`rule_example.${key}`)}</span>
            <span className="small soft">{t(`rule_example_help.${key}`)}</span>
            <Button size="small" onClick={() => onBegin({ ...rule, name: t(`rule_example.${key}`) })}>
              {t('rule.begin_with')}
            </Button>
          </span>
        ))}
      </span>
    </Empty>
  );
}
