import type { Asked } from '@shouwen/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { useEntries } from '../shared/config.ts';
import { FormDialog } from '../shared/Dialog.tsx';
import { AreaField, CheckField, SelectField, TextField } from '../shared/fields.tsx';
import { type Bound, useForm } from '../shared/form.tsx';
import { useLocalText } from '../shared/local-text.ts';
import { toast } from '../shared/toasts.tsx';
import { WhyIntervals } from '../tickets/actions/WhyIntervals.tsx';
import { WhySteps } from '../tickets/actions/WhySteps.tsx';
import { WhySummary } from '../tickets/actions/WhySummary.tsx';
import '../tickets/actions/why.css';
import { AttachmentPicker } from '../tickets/conversation/AttachmentPicker.tsx';
import type { Attachment } from '../tickets/conversation/use-drafts.ts';
import { useTicketChanged } from '../tickets/queries.ts';

interface ProofDialogProps {
  obligation: { id: string; kind: string; name: Parameters<ReturnType<typeof useLocalText>>[0] };
  /** the ticket that it stands on */
  number: number | null;
  onClose: () => void;
}
type Answers = Record<string, boolean | string>;

/** Hands in what proves that something owed is done: words, files, what a checklist or a form asks. */
export default function ProofDialog({ obligation, number, onClose }: ProofDialogProps) {
  const { t } = useTranslation();
  const local = useLocalText();
  const client = useQueryClient();
  const changed = useTicketChanged();
  const spec = useEntries('obligations').find((entry) => entry.key === obligation.kind)?.value;
  const asks = spec?.asks ?? [];
  const form = useForm({ words: '' });
  const [answers, setAnswers] = useState<Answers>({});
  const [files, setFiles] = useState<Attachment[]>([]);
  const give = useMutation({
    mutationFn: () =>
      call('giveProof', {
        params: { id: obligation.id },
        body: { words: form.values.words, answers, files: files.map((file) => file.id) },
      }),
    onSuccess: () => {
      onClose();
      toast(t('proof_given.done'));
      void client.invalidateQueries({ queryKey: ['duties'] });
      if (number !== null) changed(number);
    },
  });
  const answer = (key: string) => (value: boolean | string) => {
    const { [key]: _, ...others } = answers;
    setAnswers(value === '' ? others : { ...others, [key]: value });
  };
  return (
    <FormDialog
      title={local(obligation.name)}
      lead={t(`proof_given.${spec?.proof === 'attachment' ? 'attachment' : 'lead'}`)}
      action={t('proof_given.give')}
      busy={give.isPending}
      message={form.message}
      errors={form.errors}
      onSubmit={() => give.mutate(undefined, { onError: form.fail })}
      onClose={onClose}
    >
      {asks.map((ask) => (
        <AskField key={ask.key} ask={ask} value={answers[ask.key]} onChange={answer(ask.key)} />
      ))}
      <AreaField
        label={spec?.proof === 'record' ? t('proof_given.record') : t('proof_given.remark')}
        required={spec?.proof === 'record'}
        {...form.bind('words')}
      />
      <AttachmentPicker files={files} onChange={setFiles} />
      {number === null && <DutyWhy id={obligation.id} />}
    </FormDialog>
  );
}

interface AskFieldProps {
  ask: Asked;
  value: boolean | string | undefined;
  onChange: (value: boolean | string) => void;
}

function AskField({ ask, value, onChange }: AskFieldProps) {
  const { t } = useTranslation();
  const label = useLocalText()(ask.name);
  const { required } = ask;
  if (ask.answer === 'check') return <CheckField label={label} value={value === true} onChange={onChange} />;
  const words: Bound<string> = { value: typeof value === 'string' ? value : '', onChange };
  if (ask.answer === 'text')
    return <TextField label={label} required={required} maxLength={5000} {...words} />;
  return (
    <SelectField
      label={label}
      required={required}
      empty={t('form.choose')}
      options={[
        { value: 'yes', label: t('common.yes') },
        { value: 'no', label: t('common.no') },
      ]}
      value={value === undefined ? '' : value === true ? 'yes' : 'no'}
      onChange={(chosen) => onChange(chosen === '' ? '' : chosen === 'yes')}
    />
  );
}

/** Why it is due then, of what stands on no ticket. */
function DutyWhy({ id }: { id: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { data } = useQuery({
    queryKey: ['duties', 'explain', id],
    queryFn: () => call('explainDuty', { params: { id } }),
    enabled: open,
  });
  return (
    <details className="why" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('obligation.why')}</summary>
      {data && (
        <div className="stack" style={{ gap: 16 }}>
          <WhySummary explanation={data} />
          <WhyIntervals explanation={data} />
          <WhySteps explanation={data} />
        </div>
      )}
    </details>
  );
}
