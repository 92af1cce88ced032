import type { Condition } from '@shouwen/conditions';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEntries, useNames } from '../shared/config.ts';
import { CheckField, SelectField, TextField } from '../shared/fields.tsx';
import { textIfAny } from '../shared/i18n.ts';
import { Icon } from '../shared/icons.tsx';
import { TeamPicker } from '../shared/TeamPicker.tsx';
import { ConditionGroup } from '../views/ConditionGroup.tsx';
import { conditionOf, groupOf } from '../views/condition-tree.ts';
import { asksOf, type FieldChoice, type Source } from '../views/use-view-fields.ts';
import '../views/views.css';
import { type Filter, mailFieldsQuery } from './queries.ts';

const fresh: Filter = {
  name: '',
  when: { all: [] },
  refuse: false,
  let_in: false,
  team_id: null,
  ticket_type: null,
  tags: [],
  importance: null,
  urgency: null,
};

/** What becomes of mail that fits a condition. */
export function FilterFields({
  filters,
  onChange,
}: {
  filters: Filter[];
  onChange: (next: Filter[]) => void;
}) {
  const { t } = useTranslation();
  const fields = useMailFields();
  return (
    <fieldset className="mailbox-part">
      <legend>{t('mailbox.filters')}</legend>
      <p className="help">{t('mailbox.filters_help')}</p>
      {filters.map((filter, index) => (
        <OneFilter
          // filters have no names of their own that last; they are added at the end
          // biome-ignore lint/suspicious/noArrayIndexKey: their place is what they are
          key={index}
          filter={filter}
          fields={fields}
          onChange={(next) => onChange(filters.map((each, place) => (place === index ? next : each)))}
          onRemove={() => onChange(filters.filter((_, place) => place !== index))}
        />
      ))}
      <div>
        <Button icon={<Icon name="plus" />} onClick={() => onChange([...filters, fresh])}>
          {t('mailbox.add_filter')}
        </Button>
      </div>
    </fieldset>
  );
}

interface OneFilterProps {
  filter: Filter;
  fields: FieldChoice[];
  onChange: (next: Filter) => void;
  onRemove: () => void;
}

function OneFilter({ filter, fields, onChange, onRemove }: OneFilterProps) {
  const { t } = useTranslation();
  const names = useNames();
  const types = useEntries('types');
  const [group, setGroup] = useState(() => groupOf(filter.when as Condition));
  const put = (changes: Partial<Filter>) => onChange({ ...filter, ...changes });
  return (
    <div className="mailbox-filter">
      <div className="row">
        <TextField
          className="grow"
          label={t('settings.name')}
          maxLength={80}
          value={filter.name}
          onChange={(name) => put({ name })}
        />
        <button type="button" className="link" onClick={onRemove}>
          {t('common.remove')}
        </button>
      </div>
      <ConditionGroup
        group={group}
        fields={fields}
        onChange={(next) => {
          setGroup(next);
          put({ when: { ...conditionOf(next) } });
        }}
      />
      <CheckField label={t('mailbox.refuse')} value={filter.refuse} onChange={(refuse) => put({ refuse })} />
      {!filter.refuse && (
        <>
          <CheckField
            label={t('mailbox.let_in')}
            value={filter.let_in}
            onChange={(let_in) => put({ let_in })}
          />
          <div className="columns">
            <TeamPicker
              label={t('mailbox.team')}
              required={false}
              value={filter.team_id}
              onChange={(team_id) => put({ team_id })}
            />
            <SelectField
              label={t('mailbox.type')}
              required={false}
              empty={t('mailbox.unchanged')}
              options={types.map(({ key }) => ({ value: key, label: names.type(key) }))}
              value={filter.ticket_type ?? ''}
              onChange={(type) => put({ ticket_type: type || null })}
            />
          </div>
          <TextField
            label={t('mailbox.tags')}
            required={false}
            value={filter.tags.join(', ')}
            onChange={(tags) => put({ tags: tags.split(/[,，]\s*/).filter((tag) => tag !== '') })}
          />
        </>
      )}
    </div>
  );
}

/** The fields of a mail in the reader's words. */
function useMailFields(): FieldChoice[] {
  const { data } = useQuery(mailFieldsQuery);
  return (data ?? []).map((field): FieldChoice => {
    const options = (field.choices ?? []).map((value) => ({
      value,
      label: textIfAny(`mail_nature.${value}`) ?? value,
    }));
    const source: Source = field.choices
      ? { kind: 'options', options }
      : { kind: field.type === 'number' ? 'number' : 'text' };
    const label = textIfAny(`mail_field.${field.name}`) ?? field.name;
    return { name: field.name, label, source, asks: asksOf(field, source) };
  });
}
