import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SummaryProps } from '../settings/sections.tsx';
import { call } from '../shared/api.ts';
import { configQuery } from '../shared/config.ts';
import { useLocalText } from '../shared/local-text.ts';
import { sayProblem } from '../shared/problem.ts';

/** Switches a rule on and off. */
export function RuleSwitch({ entry: { key, value } }: SummaryProps<'automation_rules'>) {
  const { t } = useTranslation();
  const local = useLocalText();
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (active: boolean) =>
      call('putConfigEntry', {
        params: { section: 'automation_rules', key },
        body: { value: { ...value, active } },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: configQuery.queryKey }),
    onError: sayProblem,
  });
  return (
    <Switch
      size="small"
      checked={value.active}
      loading={change.isPending}
      aria-label={t('rule.switch', { name: local(value.name) })}
      onChange={(active) => change.mutate(active)}
    />
  );
}
