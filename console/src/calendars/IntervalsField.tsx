import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../shared/fields.tsx';
import { typedIntervals } from './paint.ts';

interface IntervalsFieldProps {
  label: string;
  value: readonly string[];
  onChange: (intervals: string[]) => void;
}

/** The intervals of a day as text; taken over as soon as they can be read. */
export function IntervalsField({ label, value, onChange }: IntervalsFieldProps) {
  const { t } = useTranslation();
  const written = value.join(', ');
  const [text, setText] = useState(written);
  const read = typedIntervals(text);
  // Painted meanwhile: what is painted stands here too.
  useEffect(() => {
    setText((typed) => (typedIntervals(typed)?.join(', ') === written ? typed : written));
  }, [written]);
  return (
    <TextField
      label={label}
      required
      spellCheck={false}
      placeholder={t('calendar.closed')}
      error={read === null ? t('calendar.intervals_unread') : undefined}
      value={text}
      onChange={(typed) => {
        setText(typed);
        const intervals = typedIntervals(typed);
        if (intervals) onChange(intervals);
      }}
    />
  );
}
