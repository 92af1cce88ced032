import { type ViewColumn, ViewGrouping, ViewSort, viewColumns } from '@shouwen/api';
import type { Condition } from '@shouwen/conditions';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { call } from '../shared/api.ts';
import { SelectField, TextField } from '../shared/fields.tsx';
import { FormMessage, useForm } from '../shared/form.tsx';
import { MultiPicker } from '../shared/Picker.tsx';
import { Segmented } from '../shared/Segmented.tsx';
import { useCan } from '../shared/session.ts';
import { TeamPicker } from '../shared/TeamPicker.tsx';
import { toast } from '../shared/toasts.tsx';
import { viewsQuery } from '../tickets/views.ts';
import { ConditionGroup } from './ConditionGroup.tsx';
import { conditionOf, groupOf } from './condition-tree.ts';
import { conditionIn, type View, type ViewBody } from './queries.ts';
import { useViewFields } from './use-view-fields.ts';
import { ViewPreview } from './ViewPreview.tsx';

interface FormProps {
  /** the view that is changed; null for a new one */
  view: View | null;
  /** what it starts from */
  like: View | null;
  narrower: unknown[];
}
type Scope = View['scope'];

/** Everything that makes up a view, beside what it would show. */
export function ViewForm({ view, like, narrower }: FormProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const can = useCan();
  const fields = useViewFields();
  const [group, setGroup] = useState(() => groupOf(startOf(like, narrower as Condition[])));
  const form = useForm({
    name: view?.name ?? '',
    scope: (view?.scope ?? 'private') as Scope,
    team_id: view?.team_id ?? null,
    sort: (like?.sort ?? 'activity') as string,
    grouping: (like?.grouping ?? '') as string,
    columns: [...(like?.columns ?? [])] as string[],
    condition: '',
  });
  const { values } = form;
  const shown = {
    condition: conditionOf(group),
    sort: ViewSort.options.find((sort) => sort === values.sort) ?? 'activity',
    grouping: ViewGrouping.options.find((grouping) => grouping === values.grouping) ?? null,
  };
  const save = useMutation({
    mutationFn: () => {
      const body: ViewBody = {
        ...shown,
        name: values.name.trim(),
        scope: values.scope,
        team_id: values.scope === 'team' ? values.team_id : null,
        columns: values.columns.filter((each): each is ViewColumn => viewColumns.some((one) => one === each)),
      };
      return view ? call('changeView', { params: { id: view.id }, body }) : call('createView', { body });
    },
    onSuccess: async (saved) => {
      await client.invalidateQueries({ queryKey: viewsQuery.queryKey });
      void client.invalidateQueries({ queryKey: ['tickets'] });
      toast(t('builder.saved', { name: saved.name }));
      navigate(`/inbox/${saved.id}`);
    },
    onError: form.fail,
  });
  function submit() {
    if (values.name.trim() === '') form.refuse({ name: t('builder.name_needed') });
    else if (values.scope === 'team' && values.team_id === null)
      form.refuse({ team_id: t('builder.team_needed') });
    else save.mutate();
  }
  return (
    <div className="view-editor">
      <form
        className="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!save.isPending) submit();
        }}
      >
        <TextField
          label={t('settings.name')}
          required
          maxLength={80}
          autoFocus={view === null}
          {...form.bind('name')}
        />
        <section className="field" aria-label={t('builder.which')}>
          <span className="field-label">{t('builder.which')}</span>
          <ConditionGroup group={group} fields={fields} onChange={setGroup} />
          {form.errors.condition && <div className="field-error">{form.errors.condition}</div>}
        </section>
        {can('view.share') ? (
          <Segmented
            label={t('builder.scope')}
            options={(['private', 'team', 'all'] as const).map((value) => ({
              value,
              label: t(`scope.${value}`),
            }))}
            {...form.bind('scope')}
          />
        ) : (
          <p className="help">{t('builder.private_only')}</p>
        )}
        {values.scope === 'team' && <TeamPicker label={t('field.team')} required {...form.bind('team_id')} />}
        <div className="columns">
          <SelectField
            label={t('builder.sort')}
            options={ViewSort.options.map((value) => ({ value, label: t(`sort.${value}`) }))}
            {...form.bind('sort')}
          />
          <SelectField
            label={t('builder.grouping')}
            empty={t('builder.no_grouping')}
            options={ViewGrouping.options.map((value) => ({ value, label: t(`grouping.${value}`) }))}
            {...form.bind('grouping')}
          />
        </div>
        <MultiPicker
          label={t('builder.columns')}
          help={t('builder.columns_help')}
          options={viewColumns.map((value) => ({ value, label: t(`column.${value}`) }))}
          {...form.bind('columns')}
        />
        <FormMessage message={form.message} errors={form.errors} />
        <div className="form-foot">
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {view ? t('common.save') : t('builder.create')}
          </Button>
          <Button onClick={() => navigate(like ? `/inbox/${like.id}` : '/inbox')}>
            {t('common.cancel')}
          </Button>
        </div>
      </form>
      <ViewPreview body={shown} />
    </div>
  );
}

function startOf(like: View | null, narrower: Condition[]): Condition {
  if (!like)
    return { all: [{ field: 'status_category', in: ['new', 'open', 'waiting_for_customer', 'on_hold'] }] };
  const condition = conditionIn(like);
  if (narrower.length === 0) return condition;
  return { all: [...('all' in condition ? condition.all : [condition]), ...narrower] };
}
