import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { useEntries } from '../shared/config.ts';
import { DutyMark } from '../shared/DutyMark.tsx';
import { useDuty } from '../shared/duty.ts';
import { TextField } from '../shared/fields.tsx';
import { useLocalText } from '../shared/local-text.ts';
import { MultiPicker } from '../shared/Picker.tsx';
import { sayProblem } from '../shared/problem.ts';
import { useCan } from '../shared/session.ts';
import { toast } from '../shared/toasts.tsx';
import type { StaffUser } from './queries.ts';
import { sharingQuery } from './sharing.ts';

/** What work may come to a person by itself: whether they are on duty, how much they take, and what they know. */
export function PersonSharing({ user }: { user: StaffUser }) {
  const { t } = useTranslation();
  const duty = useDuty()(user.id);
  const { data } = useQuery(sharingQuery);
  if (!data) return null;
  const own = data.people.find((each) => each.user_id === user.id);
  return (
    <section className="panel stack" style={{ gap: 12 }} aria-label={t('sharing.of_person')}>
      <h2>{t('sharing.of_person')}</h2>
      <p className="row">
        <DutyMark state={duty} /> {t(`duty.${duty ?? 'off'}`)}
      </p>
      <SharingForm
        key={JSON.stringify(own)}
        user={user}
        capacity={own?.capacity ?? null}
        skills={own?.skills ?? []}
      />
    </section>
  );
}

interface SharingFormProps {
  user: StaffUser;
  capacity: number | null;
  skills: string[];
}

function SharingForm({ user, capacity, skills }: SharingFormProps) {
  const { t } = useTranslation();
  const local = useLocalText();
  const client = useQueryClient();
  const may = useCan()('people.manage');
  const known = useEntries('skills');
  const [most, setMost] = useState(capacity === null ? '' : String(capacity));
  const [chosen, setChosen] = useState(skills);
  const save = useMutation({
    mutationFn: () =>
      call('setPersonSharing', {
        params: { id: user.id },
        body: { capacity: most.trim() === '' ? null : Number(most), skills: chosen },
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: sharingQuery.queryKey });
      toast(t('common.saved'));
    },
    onError: sayProblem,
  });
  if (!may)
    return (
      <p className="soft">
        {capacity === null ? t('sharing.any_number') : t('sharing.at_most', { count: capacity })}
      </p>
    );
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.isPending) save.mutate();
      }}
    >
      <TextField
        label={t('sharing.capacity')}
        help={t('sharing.capacity_help')}
        required={false}
        type="number"
        inputMode="numeric"
        min={1}
        max={1000}
        value={most}
        onChange={setMost}
      />
      <MultiPicker
        label={t('section.skills')}
        required={false}
        options={known.map((each) => ({ value: each.key, label: local(each.value.name) }))}
        value={chosen}
        onChange={setChosen}
      />
      <div>
        <Button htmlType="submit" loading={save.isPending}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}
