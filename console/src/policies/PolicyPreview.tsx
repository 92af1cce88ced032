import { type Channel, channels, Priority, type SectionValue } from '@shouwen/api';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, problemOf } from '../shared/api.ts';
import { useNow } from '../shared/clock.ts';
import { useEntries, useNames } from '../shared/config.ts';
import { useDebounced } from '../shared/debounced.ts';
import { SelectField } from '../shared/fields.tsx';
import { useFormat } from '../shared/format.ts';
import { useLocalText } from '../shared/local-text.ts';
import { MomentField } from '../shared/MomentField.tsx';
import { fieldProblem, problemText } from '../shared/problem.ts';
import { teamsQuery } from '../shared/staff.ts';
import { WhyIntervals } from '../tickets/actions/WhyIntervals.tsx';

interface PolicyPreviewProps {
  entryKey: string;
  value: SectionValue<'policies'>;
}

/** "A ticket opened on … with … would be due …", with the policy as it stands in the form. */
export function PolicyPreview({ entryKey, value }: PolicyPreviewProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const local = useLocalText();
  const names = useNames();
  const now = useNow();
  const types = useEntries('types');
  const tiers = useEntries('tiers');
  const { data: teams = [] } = useQuery(teamsQuery);
  const [opened, setOpened] = useState<string | null>(() => new Date(now).toISOString());
  const [type, setType] = useState<string | null>(null);
  const [priority, setPriority] = useState<Priority>('normal');
  const [team, setTeam] = useState<string | null>(null);
  const [channel, setChannel] = useState<Channel>('email');
  const [tier, setTier] = useState('');
  const usual = types.find((each) => each.value.default) ?? types[0];
  const asked = useDebounced(
    JSON.stringify({
      opened_at: opened,
      type: type ?? usual?.key,
      priority,
      team_id: team ?? teams[0]?.id,
      channel,
      ...(tier === '' ? {} : { customer_tier: tier }),
      draft: { key: entryKey || 'new_policy', value: { ...value, name: 'x' } },
    }),
    250,
  );
  const { data, error } = useQuery({
    queryKey: ['policy-preview', asked],
    queryFn: () => call('previewTicket', { body: JSON.parse(asked) }),
    enabled: opened !== null && usual !== undefined && teams.length > 0,
    retry: false,
    placeholderData: (before) => before,
  });
  const [wrong] = problemOf(error)?.errors ?? [];
  const held = data?.policy?.key === (entryKey || 'new_policy');
  return (
    <fieldset className="segmented-field stack" style={{ gap: 8 }}>
      <legend className="field-label">{t('policy.preview')}</legend>
      <p className="help">{t('policy.preview_help')}</p>
      <div className="preview-inputs">
        <MomentField label={t('calendar.opened_at')} value={opened} onChange={setOpened} />
        <SelectField
          label={t('field.type')}
          options={types.map((each) => ({ value: each.key, label: names.type(each.key) }))}
          value={type ?? usual?.key ?? ''}
          onChange={setType}
        />
        <SelectField
          label={t('field.priority')}
          options={Priority.options.map((each) => ({ value: each, label: t(`priority.${each}`) }))}
          value={priority}
          onChange={(chosen) => setPriority(Priority.options.find((each) => each === chosen) ?? priority)}
        />
        <SelectField
          label={t('field.team')}
          options={teams.map((each) => ({ value: each.id, label: local(each.name) }))}
          value={team ?? teams[0]?.id ?? ''}
          onChange={setTeam}
        />
        <SelectField
          label={t('field.channel')}
          options={channels.map((each) => ({ value: each, label: t(`channel.${each}`) }))}
          value={channel}
          onChange={(chosen) => setChannel(channels.find((each) => each === chosen) ?? channel)}
        />
        <SelectField
          label={t('field.tier')}
          required={false}
          empty={t('common.none')}
          options={tiers.map((each) => ({ value: each.key, label: names.tier(each.key) }))}
          value={tier}
          onChange={setTier}
        />
      </div>
      {error && <p className="field-error">{wrong ? fieldProblem(wrong) : problemText(error)}</p>}
      {data && !error && (
        <div className="stack" aria-live="polite" style={{ gap: 8 }}>
          <p className={held ? '' : 'soft'}>
            {held
              ? t('policy.holds')
              : data.policy
                ? t('policy.other_holds', { name: local(data.policy.name) })
                : t('policy.none_holds')}
          </p>
          {data.items.map((item) => (
            <details key={item.kind} className="owed">
              <summary>
                <span className="strong">{local(item.name)}</span>{' '}
                {item.on === 'ticket.opened' || item.on === 'team.entered'
                  ? t('calendar.would_be_due')
                  : t('policy.if_begun_then', { when: t(`begins.${item.on}`) })}{' '}
                <strong className="num">{format.dateTime(item.due_at)}</strong>
              </summary>
              <p className="small soft">
                {t('policy.counted_on', {
                  calendar: names.calendar(item.calendar.key),
                  zone: item.calendar.zone,
                })}
              </p>
              <WhyIntervals explanation={item} />
            </details>
          ))}
        </div>
      )}
    </fieldset>
  );
}
