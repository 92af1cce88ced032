import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../shared/api.ts';
import { useNow } from '../shared/clock.ts';
import { TextField } from '../shared/fields.tsx';
import { useForm } from '../shared/form.tsx';
import { useFormat } from '../shared/format.ts';
import { Icon } from '../shared/icons.tsx';
import { Page } from '../shared/Page.tsx';
import { problemText } from '../shared/problem.ts';
import { Bones, Broken, Empty } from '../shared/States.tsx';
import { useCan } from '../shared/session.ts';
import { toast } from '../shared/toasts.tsx';
import { MailTabs } from './MailTabs.tsx';
import { type Block, blocksQuery } from './queries.ts';
import './mail-journal.css';

/** Addresses and domains from which nothing is wanted. */
export default function MailBlocksPage() {
  const { t } = useTranslation();
  const can = useCan();
  const list = useQuery(blocksQuery);
  return (
    <Page title={t('nav.mail')} tabs={<MailTabs here="blocks" />}>
      <p className="soft">{t('mail_in.blocks_lead')}</p>
      {can('outbox.manage') && <AddBlock />}
      {list.isPending && <Bones />}
      {list.isError && <Broken error={list.error} retry={list.refetch} />}
      {list.data?.length === 0 && <Empty icon="lock" title={t('mail_in.blocks_empty')} />}
      {list.data && list.data.length > 0 && (
        <ul className="stack mail-blocks">
          {list.data.map((block) => (
            <BlockItem key={block.id} block={block} mayRemove={can('outbox.manage')} />
          ))}
        </ul>
      )}
    </Page>
  );
}

function AddBlock() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const form = useForm({ pattern: '', note: '' });
  const add = useMutation({
    mutationFn: () => call('addMailBlock', { body: form.values }),
    onSuccess: () => {
      form.reset({ pattern: '', note: '' });
      void client.invalidateQueries({ queryKey: blocksQuery.queryKey });
    },
    onError: form.fail,
  });
  return (
    <form
      className="row wrap mail-block-form"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <TextField
        label={t('mail_in.pattern')}
        help={t('mail_in.pattern_help')}
        required
        {...form.bind('pattern')}
      />
      <TextField label={t('mail_in.note')} required={false} {...form.bind('note')} />
      <Button type="primary" htmlType="submit" loading={add.isPending}>
        {t('mail_in.block')}
      </Button>
      {form.message && <p className="mail-problem">{form.message}</p>}
    </form>
  );
}

function BlockItem({ block, mayRemove }: { block: Block; mayRemove: boolean }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const format = useFormat();
  const now = useNow();
  const refresh = () => client.invalidateQueries({ queryKey: blocksQuery.queryKey });
  const again = () =>
    call('addMailBlock', { body: { pattern: block.pattern, note: block.note } }).then(refresh, (error) =>
      toast(problemText(error), { tone: 'bad' }),
    );
  const remove = useMutation({
    mutationFn: () => call('removeMailBlock', { params: { id: block.id } }),
    onSuccess: () => {
      void refresh();
      toast(t('mail_in.let_through', { pattern: block.pattern }), {
        action: { label: t('common.undo'), run: () => void again() },
      });
    },
    onError: (error) => toast(problemText(error), { tone: 'bad' }),
  });
  return (
    <li className="row wrap">
      <span className="grow">
        <span className="mono break">{block.pattern}</span>
        <span className="small muted">
          {[block.note, block.created_by, format.when(block.created_at, now)].filter(Boolean).join(' · ')}
        </span>
      </span>
      {mayRemove && (
        <Button icon={<Icon name="trash" />} loading={remove.isPending} onClick={() => remove.mutate()}>
          {t('common.remove')}
        </Button>
      )}
    </li>
  );
}
