import { useQuery } from '@tanstack/react-query';
import { Mentions } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Face } from '../../shared/Face.tsx';
import { popupContainer } from '../../shared/popups.ts';
import { staffSearchQuery } from '../../shared/staff.ts';
import { useComposer } from './composer-state.tsx';

/** The text of a note; @ offers colleagues, who are told of it. */
export default function NoteArea() {
  const { t } = useTranslation();
  const { drafts, areaRef } = useComposer();
  const [q, setQ] = useState('');
  const found = useQuery(staffSearchQuery(q));
  return (
    <Mentions
      ref={(mentions) => {
        areaRef.current = mentions?.textarea ?? null;
      }}
      className="composer-area"
      aria-label={t('composer.note')}
      placeholder={t('composer.note_placeholder')}
      autoFocus
      autoSize={{ minRows: 2, maxRows: 14 }}
      prefix="@"
      split=" "
      placement="top"
      getPopupContainer={popupContainer}
      value={drafts.note.body}
      onChange={(body) => drafts.change('note', { body })}
      onSearch={setQ}
      filterOption={false}
      options={(found.data ?? []).map((person) => ({
        key: person.id,
        value: person.name,
        label: (
          <span className="row">
            <Face name={person.name} id={person.id} size={20} /> {person.name}
          </span>
        ),
      }))}
    />
  );
}
