import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { DutyMark } from '../shared/DutyMark.tsx';
import { useDuty } from '../shared/duty.ts';
import { useLocalText } from '../shared/local-text.ts';
import { Picker, type PickerOption } from '../shared/Picker.tsx';
import { useCan, useMe } from '../shared/session.ts';
import { teamsQuery } from '../shared/staff.ts';

export interface Owner {
  team_id: string | null;
  assignee_id: string | null;
}

interface OwnerPickerProps {
  value: Owner;
  onChange: (value: Owner) => void;
  onDone: () => void;
}

/** Who works on it next: me, a team, or one of a team, found in one list by typing. */
export function OwnerPicker({ value, onChange, onDone }: OwnerPickerProps) {
  const { t } = useTranslation();
  const local = useLocalText();
  const me = useMe();
  const can = useCan();
  const duty = useDuty();
  const teams = useQuery(teamsQuery).data ?? [];
  const options: PickerOption[] = [
    { value: keyOf({ team_id: null, assignee_id: me.user.id }), label: t('phone_note.me', me.user) },
    ...teams.map((team) => ({
      value: keyOf({ team_id: team.id, assignee_id: null }),
      label: t('phone_note.team', { team: local(team.name) }),
    })),
    ...(can('ticket.assign')
      ? teams.flatMap((team) =>
          team.assignable
            .filter((person) => person.id !== me.user.id)
            .map((person) => ({
              value: keyOf({ team_id: team.id, assignee_id: person.id }),
              label: `${person.name} · ${local(team.name)}`,
              shown: (
                <span className="row">
                  <DutyMark state={duty(person.id)} />
                  {person.name} · {local(team.name)}
                </span>
              ),
            })),
        )
      : []),
  ];
  return (
    <Picker
      label={t('phone_note.owner')}
      required
      options={options}
      value={keyOf(value)}
      onChange={(key) => onChange(ownerOf(key ?? ''))}
      onDone={onDone}
    />
  );
}

const keyOf = ({ team_id, assignee_id }: Owner) => `${team_id ?? ''}/${assignee_id ?? ''}`;
const ownerOf = (key: string): Owner => {
  const [team, assignee] = key.split('/');
  return { team_id: team || null, assignee_id: assignee || null };
};
