import type { LocalText } from '@shouwen/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { FormDialog } from '../shared/Dialog.tsx';
import { CheckField, SelectField } from '../shared/fields.tsx';
import { useForm } from '../shared/form.tsx';
import { LocalTextField } from '../shared/LocalTextField.tsx';
import { useLocalText } from '../shared/local-text.ts';
import { type Unit, unitsQuery } from '../shared/staff.ts';
import { toast } from '../shared/toasts.tsx';
import { UserPicker } from '../shared/UserPicker.tsx';
import { inTreeOrder } from './unit-tree.ts';

interface Values {
  name: LocalText;
  parent_id: string;
  head_id: string | null;
  active: boolean;
}

/** Adds a unit to the tree or changes one. */
export default function UnitDialog({ unit, onClose }: { unit?: Unit; onClose: () => void }) {
  const { t } = useTranslation();
  const local = useLocalText();
  const client = useQueryClient();
  const units = useQuery(unitsQuery);
  const tree = inTreeOrder((units.data ?? []).filter((each) => each.active && each.id !== unit?.id));
  const form = useForm<Values>({
    name: unit?.name ?? '',
    parent_id: unit?.parent_id ?? (unit ? '' : (tree[0]?.unit.id ?? '')),
    head_id: unit?.head?.id ?? null,
    active: unit?.active ?? true,
  });
  const save = useMutation({
    mutationFn: () => {
      const { active, parent_id, ...rest } = form.values;
      const body = { ...rest, parent_id: parent_id || null };
      return unit
        ? call('changeUnit', { params: { id: unit.id }, body: { ...body, active } })
        : call('createUnit', { body });
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['units'] });
      void client.invalidateQueries({ queryKey: ['me'] });
      toast(t('common.saved'));
      onClose();
    },
    onError: form.fail,
  });
  return (
    <FormDialog
      title={unit ? t('unit.edit') : t('unit.add')}
      action={t('common.save')}
      busy={save.isPending}
      message={form.message}
      errors={form.errors}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <LocalTextField label={t('settings.name')} {...form.bind('name')} />
      <SelectField
        label={t('unit.parent')}
        empty={t('unit.top')}
        options={tree.map((row) => ({
          value: row.unit.id,
          label: `${'\u2003'.repeat(row.depth)}${local(row.unit.name)}`,
        }))}
        {...form.bind('parent_id')}
      />
      <UserPicker
        label={t('unit.head')}
        help={t('unit.head_help')}
        required={false}
        known={unit?.head ? [unit.head] : []}
        {...form.bind('head_id')}
      />
      {unit && <CheckField label={t('common.active')} {...form.bind('active')} />}
    </FormDialog>
  );
}
