import { type LocalText, sharings } from '@shouwen/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { FormDialog } from '../shared/Dialog.tsx';
import { CheckField, SelectField } from '../shared/fields.tsx';
import { useForm } from '../shared/form.tsx';
import { LocalTextField } from '../shared/LocalTextField.tsx';
import { useLocalText } from '../shared/local-text.ts';
import { Picker } from '../shared/Picker.tsx';
import { type Team, unitsQuery } from '../shared/staff.ts';
import { toast } from '../shared/toasts.tsx';
import { UsersPicker } from '../shared/UserPicker.tsx';
import { sharingQuery } from './sharing.ts';
import { inTreeOrder } from './unit-tree.ts';
import { useStaffNames } from './use-staff-names.ts';

interface Values {
  name: LocalText;
  unit_id: string;
  lead_id: string | null;
  member_ids: string[];
  active: boolean;
  sharing: string;
}

/** Adds a team or changes one. Without a lead nobody owes "take ownership". */
export default function TeamDialog({ team, onClose }: { team?: Team; onClose: () => void }) {
  const { t } = useTranslation();
  const local = useLocalText();
  const client = useQueryClient();
  const units = useQuery(unitsQuery);
  const staffNames = useStaffNames();
  const tree = inTreeOrder((units.data ?? []).filter((unit) => unit.active));
  const form = useForm<Values>({
    name: team?.name ?? '',
    unit_id: team?.unit_id ?? '',
    lead_id: team?.lead?.id ?? null,
    member_ids: team?.members.map((person) => person.id) ?? [],
    active: team?.active ?? true,
    sharing: '',
  });
  const { member_ids } = form.values;
  const shared = useQuery(sharingQuery);
  const before = shared.data?.teams.find((each) => each.team_id === team?.id)?.sharing ?? 'manual';
  const chosen = sharings.find((each) => each === form.values.sharing) ?? before;
  const unit = form.values.unit_id || tree[0]?.unit.id || '';
  const save = useMutation({
    mutationFn: async () => {
      const { active, sharing: _, ...body } = { ...form.values, unit_id: unit };
      const saved = team
        ? await call('changeTeam', { params: { id: team.id }, body: { ...body, active } })
        : await call('createTeam', { body });
      if (saved.active && chosen !== before)
        await call('setTeamSharing', { params: { id: saved.id }, body: { sharing: chosen } });
    },
    onSuccess: () => {
      for (const key of ['teams', 'users', 'user', 'sharing'])
        void client.invalidateQueries({ queryKey: [key] });
      toast(t('common.saved'));
      onClose();
    },
    onError: form.fail,
  });
  const known = [...(team?.members ?? []), ...(team?.lead ? [team.lead] : [])];
  return (
    <FormDialog
      title={team ? t('team.edit') : t('team.add')}
      action={t('common.save')}
      busy={save.isPending}
      message={form.message}
      errors={form.errors}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <LocalTextField label={t('settings.name')} {...form.bind('name')} />
      <SelectField
        label={t('people.unit')}
        options={tree.map((row) => ({
          value: row.unit.id,
          label: `${'\u2003'.repeat(row.depth)}${local(row.unit.name)}`,
        }))}
        {...form.bind('unit_id')}
        value={unit}
      />
      <UsersPicker label={t('people.members')} required={false} known={known} {...form.bind('member_ids')} />
      <Picker
        label={t('people.lead')}
        help={t('team.lead_help')}
        required={false}
        options={member_ids.map((id) => ({
          value: id,
          label: known.find((each) => each.id === id)?.name ?? staffNames(id),
        }))}
        {...form.bind('lead_id')}
      />
      <SelectField
        label={t('sharing.of_team')}
        help={t(`sharing_help.${chosen}`)}
        options={sharings.map((each) => ({ value: each, label: t(`sharing.${each}`) }))}
        {...form.bind('sharing')}
        value={chosen}
      />
      {team && (
        <CheckField label={t('common.active')} help={t('team.active_help')} {...form.bind('active')} />
      )}
    </FormDialog>
  );
}
