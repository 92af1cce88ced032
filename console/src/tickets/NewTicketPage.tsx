import { Channel, type Level } from '@shouwen/api';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate } from 'react-router';
import { call, idempotencyKey } from '../shared/api.ts';
import { CategoryPicker } from '../shared/CategoryPicker.tsx';
import { useEntries } from '../shared/config.ts';
import { AreaField, CheckField, SelectField, TextField } from '../shared/fields.tsx';
import { FormMessage, useForm } from '../shared/form.tsx';
import { useLocalText } from '../shared/local-text.ts';
import { Page } from '../shared/Page.tsx';
import { Picker } from '../shared/Picker.tsx';
import { useMe } from '../shared/session.ts';
import { teamsQuery } from '../shared/staff.ts';
import { TeamPicker } from '../shared/TeamPicker.tsx';
import { toast } from '../shared/toasts.tsx';
import { AttachmentPicker } from './conversation/AttachmentPicker.tsx';
import type { Attachment } from './conversation/use-drafts.ts';
import { FieldInputs, type FieldValue } from './FieldInputs.tsx';
import { LevelFields } from './LevelFields.tsx';
import { CustomerFinder, type FoundCustomer, noCustomer } from './new/CustomerFinder.tsx';
import './new/new-ticket.css';
import { useTicketChanged } from './queries.ts';
import './tickets.css';

interface Values {
  customer: FoundCustomer;
  subject: string;
  body: string;
  type: string;
  category: string | null;
  importance: Level;
  urgency: Level;
  channel: string;
  team_id: string | null;
  assignee_id: string | null;
  confidential: boolean;
  fields: Record<string, FieldValue>;
  attachments: Attachment[];
}

/** Whom the page that led here has chosen already. */
function customerIn(state: unknown): FoundCustomer {
  const { customer } = (state ?? {}) as { customer?: FoundCustomer };
  return customer ?? noCustomer;
}

/** A new ticket with everything that can be said of it; `PhoneNotePage` is the short way while somebody is calling. */
export default function NewTicketPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const me = useMe();
  const local = useLocalText();
  const changed = useTicketChanged();
  const types = useEntries('types');
  const teams = useQuery(teamsQuery);
  const [busy, setBusy] = useState(false);
  const key = useRef(idempotencyKey());
  const form = useForm<Values>({
    customer: customerIn(useLocation().state),
    subject: '',
    body: '',
    type: '',
    category: null,
    importance: 'normal',
    urgency: 'normal',
    channel: 'phone',
    team_id: null,
    assignee_id: null,
    confidential: false,
    fields: {},
    attachments: [],
  });
  const { values } = form;
  const type = values.type || (types.find((each) => each.value.default) ?? types[0])?.key || '';
  const channel = Channel.options.find((each) => each === values.channel) ?? 'phone';
  const members = teams.data?.find((team) => team.id === values.team_id)?.assignable ?? [];

  async function submit(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    form.clearMessage();
    const { name, email, phone, id } = values.customer;
    try {
      const opened = await call(
        'openTicket',
        {
          body: {
            subject: values.subject,
            body: values.body,
            type,
            channel,
            importance: values.importance,
            urgency: values.urgency,
            customer: id
              ? { id }
              : { ...(name ? { name } : {}), ...(email ? { email } : {}), ...(phone ? { phone } : {}) },
            ...(values.category ? { category: values.category } : {}),
            ...(values.team_id ? { team_id: values.team_id } : {}),
            ...(values.assignee_id ? { assignee_id: values.assignee_id } : {}),
            ...(values.confidential ? { confidential: true } : {}),
            ...(Object.keys(values.fields).length > 0 ? { fields: values.fields } : {}),
            ...(values.attachments.length > 0
              ? { attachments: values.attachments.map((file) => file.id) }
              : {}),
          },
        },
        { idempotencyKey: key.current },
      );
      changed(opened.number);
      toast(t('new.done', { number: opened.number }));
      navigate(`/tickets/${opened.number}`, { replace: true });
    } catch (error) {
      key.current = idempotencyKey();
      form.failAs({
        'customer.name': 'customer',
        'customer.email': 'customer',
        'customer.phone': 'customer',
      })(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Page
      title={t('nav.new_ticket')}
      actions={
        <Link to="/phone-note" title={t('nav.phone_note_key')}>
          {t('phone_note.title')}
        </Link>
      }
    >
      <form
        className="form new-form"
        onSubmit={submit}
        noValidate
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit(event);
        }}
      >
        <CustomerFinder {...form.bind('customer')} />
        <TextField label={t('field.subject')} maxLength={300} required {...form.bind('subject')} />
        <AreaField label={t('new.text')} rows={6} required {...form.bind('body')} />
        <AttachmentPicker files={values.attachments} onChange={(attachments) => form.set({ attachments })} />
        <LevelFields importance={form.bind('importance')} urgency={form.bind('urgency')} />
        <div className="columns">
          <SelectField
            label={t('field.type')}
            options={types.map((each) => ({ value: each.key, label: local(each.value.name) }))}
            {...form.bind('type')}
            value={type}
          />
          <CategoryPicker label={t('field.category')} required={false} {...form.bind('category')} />
          <SelectField
            label={t('field.channel')}
            options={Channel.options.map((each) => ({ value: each, label: t(`channel.${each}`) }))}
            {...form.bind('channel')}
          />
        </div>
        <div className="columns">
          <TeamPicker
            label={t('field.team')}
            required={false}
            placeholder={t('new.team_default')}
            {...form.bind('team_id')}
            onChange={(team) => form.set({ team_id: team, assignee_id: null })}
          />
          <Picker
            label={t('ticket.assignee')}
            required={false}
            placeholder={t('ticket.nobody_yet')}
            options={
              values.team_id
                ? members.map((person) => ({ value: person.id, label: person.name }))
                : [{ value: me.user.id, label: me.user.name }]
            }
            {...form.bind('assignee_id')}
          />
        </div>
        <FieldInputs
          type={type}
          values={values.fields}
          errors={form.errors}
          onChange={(fields) => form.set({ fields })}
        />
        <CheckField
          label={t('field.confidential')}
          help={t('ticket.confidential_help')}
          {...form.bind('confidential')}
        />
        <FormMessage message={form.message} errors={form.errors} />
        <div className="form-foot">
          <Button type="primary" htmlType="submit" loading={busy} title="Ctrl+Enter">
            {t('new.open')}
          </Button>
          <Button onClick={() => navigate(-1)}>{t('common.cancel')}</Button>
          <span className="help">{t('new.owner_hint', { name: me.user.name })}</span>
        </div>
      </form>
    </Page>
  );
}
