import { languages } from '@shouwen/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call, hasStatus } from '../shared/api.ts';
import { FormDialog } from '../shared/Dialog.tsx';
import { SelectField, TextField } from '../shared/fields.tsx';
import { useForm } from '../shared/form.tsx';
import { currentLanguage } from '../shared/i18n.ts';
import { languageOptions } from '../shared/languages.ts';
import { useLocalText } from '../shared/local-text.ts';
import { MultiPicker } from '../shared/Picker.tsx';
import { useTimeZone } from '../shared/session.ts';
import { staffMemberQuery, teamsQuery } from '../shared/staff.ts';
import { TimeZoneField } from '../shared/TimeZoneField.tsx';
import { UserPicker } from '../shared/UserPicker.tsx';
import type { StaffUser } from './queries.ts';
import { type Grant, RoleGrants } from './RoleGrants.tsx';

interface Values {
  name: string;
  email: string;
  language: string;
  time_zone: string;
  reports_to_id: string | null;
  roles: Grant[];
  team_ids: string[];
}
interface UserDialogProps {
  /** absent: a new one */
  user?: StaffUser;
  onClose: () => void;
  onSaved: (user: StaffUser) => void;
}

/** Adds a member of staff or changes one. */
export default function UserDialog({ user, onClose, onSaved }: UserDialogProps) {
  const { t } = useTranslation();
  const local = useLocalText();
  const client = useQueryClient();
  const zone = useTimeZone();
  const teams = useQuery(teamsQuery);
  const form = useForm<Values>({
    name: user?.name ?? '',
    email: user?.email ?? '',
    language: user?.language ?? currentLanguage(),
    time_zone: user?.time_zone ?? zone,
    reports_to_id: user?.reports_to?.id ?? null,
    roles: user?.roles ?? [],
    team_ids: user?.teams ?? [],
  });
  const save = useMutation({
    mutationFn: () => {
      const language = languages.find((each) => each === form.values.language) ?? 'en';
      const body = { ...form.values, language };
      return user
        ? call('changeUser', { params: { id: user.id }, body }, { ifMatch: user.etag })
        : call('createUser', { body });
    },
    onSuccess: (saved) => {
      client.setQueryData(staffMemberQuery(saved.id).queryKey, saved);
      for (const key of ['users', 'staff', 'teams', 'me']) void client.invalidateQueries({ queryKey: [key] });
      onClose();
      onSaved(saved);
    },
    onError: (error) => {
      if (user && hasStatus(error, 412)) void client.invalidateQueries({ queryKey: ['user', user.id] });
      form.fail(error);
    },
  });
  return (
    <FormDialog
      title={user ? t('people.edit') : t('people.add')}
      lead={user ? undefined : t('people.add_lead')}
      action={t('common.save')}
      busy={save.isPending}
      message={form.message}
      errors={form.errors}
      width={640}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <div className="columns">
        <TextField label={t('field.name')} autoFocus maxLength={120} {...form.bind('name')} />
        <TextField label={t('auth.email')} type="email" {...form.bind('email')} />
      </div>
      <RoleGrants {...form.bind('roles')} />
      <MultiPicker
        label={t('people.teams')}
        required={false}
        options={(teams.data ?? []).map((team) => ({ value: team.id, label: local(team.name) }))}
        {...form.bind('team_ids')}
      />
      <UserPicker
        label={t('people.reports_to')}
        help={t('people.reports_to_help')}
        required={false}
        known={user?.reports_to ? [user.reports_to] : []}
        {...form.bind('reports_to_id')}
      />
      <div className="columns">
        <SelectField label={t('field.language')} options={languageOptions} {...form.bind('language')} />
        <TimeZoneField label={t('field.time_zone')} {...form.bind('time_zone')} />
      </div>
    </FormDialog>
  );
}
