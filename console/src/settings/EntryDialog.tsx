import type { LocalText, SectionName, SectionValue } from '@shouwen/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, problemOf } from '../shared/api.ts';
import { configQuery, type Entry } from '../shared/config.ts';
import { FormDialog } from '../shared/Dialog.tsx';
import { TextField } from '../shared/fields.tsx';
import { fieldProblem, problemText } from '../shared/problem.ts';
import { toast } from '../shared/toasts.tsx';
import { keyFrom } from './key-from.ts';
import type { SectionDefinition } from './sections.tsx';

interface EntryDialogProps<S extends SectionName> {
  section: S;
  definition: SectionDefinition<S>;
  title: string;
  /** absent: a new one */
  entry?: Entry<S>;
  /** what a new one starts with, when not blank */
  start?: SectionValue<S>;
  onClose: () => void;
}

/** Lays a local value over an entry, or adds one. */
export function EntryDialog<S extends SectionName>({
  section,
  definition,
  title,
  entry,
  start,
  onClose,
}: EntryDialogProps<S>) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [value, setValue] = useState<SectionValue<S> | null>(entry?.value ?? start ?? definition.blank);
  const [typedKey, setTypedKey] = useState<string | null>(null);
  const [message, setMessage] = useState<string | null>(null);
  const key = entry?.key ?? typedKey ?? keyFrom(nameIn(value));
  const save = useMutation({
    mutationFn: () => call('putConfigEntry', { params: { section, key }, body: { value: { ...value } } }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: configQuery.queryKey });
      toast(t('common.saved'));
      onClose();
    },
    onError: (error) => {
      const wrong = problemOf(error)?.errors ?? [];
      setMessage(
        wrong.length === 0
          ? problemText(error)
          : wrong.map((each) => `${each.field.replace(/^value\./, '')}: ${fieldProblem(each)}`).join(' · '),
      );
    },
  });
  if (value === null) return null;
  const { Form } = definition;
  return (
    <FormDialog
      title={title}
      action={t('common.save')}
      busy={save.isPending}
      message={message}
      width={680}
      onSubmit={() => {
        const missing = isBlank(value)
          ? t('settings.name_needed')
          : key === ''
            ? t('settings.key_needed')
            : null;
        setMessage(missing);
        if (missing === null) save.mutate();
      }}
      onClose={onClose}
    >
      <Form
        entryKey={entry?.key ?? ''}
        value={value}
        onChange={(changes) => setValue((before) => (before === null ? null : { ...before, ...changes }))}
      />
      {!entry && (
        <TextField
          label={t('settings.key')}
          help={t('settings.key_help')}
          spellCheck={false}
          value={key}
          onChange={setTypedKey}
        />
      )}
    </FormDialog>
  );
}

/** A named entry whose name has no text in any language. */
function isBlank(value: object): boolean {
  if (!('name' in value)) return false;
  const name = value.name as LocalText;
  return typeof name === 'string' ? name.trim() === '' : Object.values(name).every((text) => !text?.trim());
}

function nameIn(value: unknown): LocalText {
  if (typeof value === 'object' && value !== null && 'name' in value) return value.name as LocalText;
  return '';
}
