import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { call, idempotencyKey } from '../shared/api.ts';
import { useEntries } from '../shared/config.ts';
import { FormDialog } from '../shared/Dialog.tsx';
import { AreaField, SelectField, TextField } from '../shared/fields.tsx';
import { useForm } from '../shared/form.tsx';
import { useLocalText } from '../shared/local-text.ts';
import { toast } from '../shared/toasts.tsx';
import { AttachmentPicker } from '../tickets/conversation/AttachmentPicker.tsx';
import type { Attachment } from '../tickets/conversation/use-drafts.ts';
import { ladderQuery, refreshInstructions } from './queries.ts';

interface AskProps {
  /** the ticket that it is about */
  ticket?: { number: number; subject: string };
  onClose: () => void;
}

interface Values {
  kind: string;
  facts: string;
  opinion: string;
  to: string;
  urgent_reason: string;
  attachments: Attachment[];
}

/**
 * Asks a superior for instruction: what about, the facts, one's own opinion. Whoever chooses a higher level is told what
 * follows from it, and says why unless the kind is reported at once.
 */
export default function AskDialog({ ticket, onClose }: AskProps) {
  const { t } = useTranslation();
  const local = useLocalText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const kinds = useEntries('instruction_kinds');
  const ladder = useQuery(ladderQuery);
  const form = useForm<Values>({
    kind: '',
    facts: '',
    opinion: '',
    to: '',
    urgent_reason: '',
    attachments: [],
  });
  const { kind, facts, opinion, to, urgent_reason, attachments } = form.values;
  const chosen = kinds.find((each) => each.key === kind) ?? kinds[0];
  const levels = ladder.data ?? [];
  const rung = Math.max(0, to === '' ? 0 : levels.findIndex((each) => each.id === to));
  const skipped = levels.slice(0, rung).map((each) => each.name);
  const key = useRef(idempotencyKey());
  const ask = useMutation({
    mutationFn: () =>
      call(
        'askForInstruction',
        {
          body: {
            kind: chosen?.key ?? '',
            facts,
            opinion,
            ...(ticket ? { ticket: ticket.number } : {}),
            ...(attachments.length > 0 ? { attachments: attachments.map((file) => file.id) } : {}),
            ...(to === '' ? {} : { to }),
            ...(skipped.length > 0 && urgent_reason.trim() !== '' ? { urgent_reason } : {}),
          },
        },
        { idempotencyKey: key.current },
      ),
    onSuccess: (request) => {
      refreshInstructions(client, ticket?.number ?? null);
      onClose();
      toast(t('instruction.asked', { name: request.addressee.name }), {
        action: {
          label: t('instruction.show'),
          run: () => void navigate(`/instructions/${request.number}`),
        },
      });
    },
    onError: (error) => {
      // what is sent next is another request: it differs from the one that was refused
      key.current = idempotencyKey();
      form.fail(error);
    },
  });
  const nobody = ladder.isSuccess && levels.length === 0;
  return (
    <FormDialog
      title={t('instruction.ask')}
      lead={
        ticket
          ? t('instruction.ask_about', { number: ticket.number, subject: ticket.subject })
          : t('instruction.ask_lead')
      }
      action={t('instruction.send')}
      busy={ask.isPending}
      disabled={nobody}
      message={nobody ? t('instruction.nobody_above') : form.message}
      errors={form.errors}
      width={640}
      onSubmit={() => ask.mutate()}
      onClose={onClose}
    >
      <SelectField
        label={t('instruction.kind')}
        options={kinds.map((each) => ({ value: each.key, label: local(each.value.name) }))}
        {...form.bind('kind')}
        value={chosen?.key ?? ''}
        help={chosen?.value.at_once ? t('instruction.at_once_help') : undefined}
      />
      <AreaField
        label={t('instruction.facts')}
        help={t('instruction.facts_help')}
        rows={4}
        {...form.bind('facts')}
      />
      <AreaField
        label={t('instruction.opinion')}
        help={t('instruction.opinion_help')}
        rows={3}
        {...form.bind('opinion')}
      />
      <AttachmentPicker files={attachments} onChange={(chosen) => form.set({ attachments: chosen })} />
      <SelectField
        label={t('instruction.to')}
        options={levels.map((each, level) => ({
          value: level === 0 ? '' : each.id,
          label: level === 0 ? t('instruction.direct', { name: each.name }) : each.name,
        }))}
        {...form.bind('to')}
      />
      {skipped.length > 0 && (
        <>
          <p className="help">{t('instruction.skips', { names: skipped.join(t('common.comma')) })}</p>
          <TextField
            label={t('instruction.urgent_reason')}
            required={!chosen?.value.at_once}
            {...form.bind('urgent_reason')}
          />
        </>
      )}
    </FormDialog>
  );
}
