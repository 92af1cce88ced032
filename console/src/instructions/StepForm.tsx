import type { InstructionMove, NextStep } from '@shouwen/api';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { call, hasStatus, idempotencyKey } from '../shared/api.ts';
import { AreaField, SelectField } from '../shared/fields.tsx';
import { FormMessage, useForm } from '../shared/form.tsx';
import { MomentField } from '../shared/MomentField.tsx';
import { toast } from '../shared/toasts.tsx';
import { AttachmentPicker } from '../tickets/conversation/AttachmentPicker.tsx';
import type { Attachment } from '../tickets/conversation/use-drafts.ts';
import {
  type FullInstruction,
  instructionQuery,
  ladderQuery,
  moveOf,
  refreshInstructions,
} from './queries.ts';

interface Values {
  text: string;
  given_by: string;
  said_at: string | null;
  carry_out_by: string | null;
  attachments: Attachment[];
}
const wordsIfAny: readonly InstructionMove[] = ['confirm', 'insist'];
const withDate: readonly InstructionMove[] = ['instruct', 'record_verbal'];

/** What the viewer can do with the request now; what brought one here is chosen beforehand. */
export function StepForm({ request }: { request: FullInstruction }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const wanted = moveOf[fulfilled(useLocation().state) ?? ''];
  const first = request.may.find((move) => move === wanted) ?? request.may[0] ?? 'acknowledge';
  const [chosen, setChosen] = useState<InstructionMove>(first);
  // it may have gone on meanwhile; what was typed stays
  const move = request.may.includes(chosen) ? chosen : first;
  const blank: Values = {
    text: '',
    given_by: request.addressee.id,
    said_at: null,
    carry_out_by: null,
    attachments: [],
  };
  const form = useForm(blank);
  const { text, given_by, said_at, carry_out_by, attachments } = form.values;
  const ladder = useQuery({ ...ladderQuery, enabled: move === 'record_verbal' });
  const key = useRef(idempotencyKey());
  const { number } = request;
  const take = useMutation({
    mutationFn: (body: NextStep) =>
      call(
        'takeInstructionStep',
        { params: { number }, body },
        { ifMatch: request.etag, idempotencyKey: key.current },
      ),
    onSuccess: (after) => {
      key.current = idempotencyKey();
      form.reset(blank);
      client.setQueryData(instructionQuery(number).queryKey, after);
      refreshInstructions(client, request.ticket?.number ?? null);
      toast(t('instruction.step_taken'));
    },
    onError: (error) => {
      key.current = idempotencyKey();
      form.fail(error);
      if (hasStatus(error, 412) || hasStatus(error, 409))
        void client.invalidateQueries({ queryKey: ['instructions', 'one', number] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const said = move === 'record_verbal' ? { given_by, ...(said_at ? { said_at } : {}) } : {};
    const by = withDate.includes(move) && carry_out_by ? { carry_out_by } : {};
    const words = move === 'acknowledge' || text.trim() === '' ? {} : { text };
    const files =
      move === 'acknowledge' || attachments.length === 0
        ? {}
        : { attachments: attachments.map((file) => file.id) };
    if (!take.isPending) take.mutate({ do: move, ...words, ...said, ...by, ...files });
  };
  const people = [request.addressee, ...(ladder.data ?? [])];
  const above = people.filter((each, at) => people.findIndex((other) => other.id === each.id) === at);
  return (
    <form className="form instruction-step" onSubmit={submit} noValidate>
      <SelectField
        label={t('instruction.next')}
        options={request.may.map((each) => ({
          value: each,
          label: t(`instruction_move.${each}`, { name: request.next_level?.name ?? '' }),
        }))}
        value={move}
        onChange={(next) => setChosen(request.may.find((each) => each === next) ?? move)}
        help={t(`instruction_move_help.${move}`)}
      />
      {move === 'record_verbal' && (
        <div className="columns">
          <SelectField
            label={t('instruction.who_said')}
            options={above.map((each) => ({ value: each.id, label: each.name }))}
            {...form.bind('given_by')}
          />
          <MomentField label={t('instruction.said_at')} required={false} {...form.bind('said_at')} />
        </div>
      )}
      {move !== 'acknowledge' && (
        <AreaField
          label={t(`instruction_words.${move}`)}
          required={!wordsIfAny.includes(move)}
          rows={4}
          {...form.bind('text')}
        />
      )}
      {withDate.includes(move) && (
        <MomentField label={t('instruction.carry_out_by')} required={false} {...form.bind('carry_out_by')} />
      )}
      {move !== 'acknowledge' && (
        <AttachmentPicker files={attachments} onChange={(chosen) => form.set({ attachments: chosen })} />
      )}
      <FormMessage message={form.message} errors={form.errors} />
      <div className="form-foot">
        <Button type="primary" htmlType="submit" loading={take.isPending}>
          {t('instruction.take')}
        </Button>
      </div>
    </form>
  );
}

function fulfilled(state: unknown): string | null {
  if (typeof state !== 'object' || state === null || !('fulfil' in state)) return null;
  return typeof state.fulfil === 'string' ? state.fulfil : null;
}
