import { Button } from 'antd';
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { call, idempotencyKey } from '../shared/api.ts';
import { CategoryPicker } from '../shared/CategoryPicker.tsx';
import { AreaField } from '../shared/fields.tsx';
import { FormMessage, useForm } from '../shared/form.tsx';
import { PriorityMark } from '../shared/Marks.tsx';
import { Page } from '../shared/Page.tsx';
import { useMe } from '../shared/session.ts';
import { toast } from '../shared/toasts.tsx';
import { usePriority } from '../tickets/LevelFields.tsx';
import { useTicketChanged } from '../tickets/queries.ts';
import { CallerField } from './CallerField.tsx';
import { emptyNote, forgetNote, keepNote, keptNote, type Note } from './kept-note.ts';
import { LevelChoice } from './LevelChoice.tsx';
import { OwnerPicker } from './OwnerPicker.tsx';
import { readCaller, subjectOf } from './read-caller.ts';
import '../tickets/new/new-ticket.css';
import '../tickets/tickets.css';
import './phone-note.css';

type Step = 'text' | 'category' | 'importance' | 'urgency' | 'owner' | 'save';

/**
 * A call written down while it lasts, by keyboard alone: who, what about, category, importance, urgency, who works on
 * it. Each answer leads to the next question; Ctrl+Enter saves from anywhere.
 */
export default function PhoneNotePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { user } = useMe();
  const changed = useTicketChanged();
  const [kept, setKept] = useState(() => keptNote(user.id));
  const form = useForm<Note>(kept ?? emptyNote(user.id));
  const { values } = form;
  const [busy, setBusy] = useState(false);
  const key = useRef(idempotencyKey());
  const element = useRef<HTMLFormElement>(null);
  const saved = useRef(false);
  const priority = usePriority(values.importance, values.urgency);
  useEffect(() => {
    if (!saved.current) keepNote(user.id, values);
  }, [user.id, values]);

  const goTo = (step: Step) => () => focusStep(element.current, step);

  function startAnew() {
    setKept(null);
    form.reset(emptyNote(user.id));
  }

  async function save(event: FormEvent | KeyboardEvent) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    form.clearMessage();
    try {
      const opened = await call('openTicket', { body: bodyOf(values) }, { idempotencyKey: key.current });
      saved.current = true;
      forgetNote(user.id);
      changed(opened.number);
      toast(t('new.done', { number: opened.number }));
      navigate(`/tickets/${opened.number}`, { replace: true });
    } catch (error) {
      key.current = idempotencyKey();
      form.failAs({
        customer: 'caller',
        'customer.id': 'caller',
        'customer.name': 'caller',
        'customer.email': 'caller',
        'customer.phone': 'caller',
        subject: 'text',
        body: 'text',
      })(error);
      setBusy(false);
    }
  }

  return (
    <Page title={t('phone_note.title')}>
      <form
        ref={element}
        className="form new-form phone-note"
        onSubmit={save}
        noValidate
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save(event);
        }}
      >
        {kept && (
          <div className="banner">
            <span className="grow">{t('phone_note.kept')}</span>
            <button type="button" className="link" onClick={startAnew}>
              {t('phone_note.start_anew')}
            </button>
          </div>
        )}
        <CallerField {...form.bind('caller')} onDone={goTo('text')} />
        <div data-step="text">
          <AreaField
            label={t('new.text')}
            help={t('phone_note.text_help')}
            rows={5}
            required
            {...form.bind('text')}
          />
        </div>
        <div data-step="category">
          <CategoryPicker
            label={t('field.category')}
            required={false}
            {...form.bind('category')}
            onDone={goTo('importance')}
          />
        </div>
        <div className="row wrap levels">
          <div data-step="importance">
            <LevelChoice
              label={t('field.importance')}
              {...form.bind('importance')}
              onDone={goTo('urgency')}
            />
          </div>
          <div data-step="urgency">
            <LevelChoice label={t('field.urgency')} {...form.bind('urgency')} onDone={goTo('owner')} />
          </div>
          {priority && (
            <div className="stack" style={{ gap: 4 }}>
              <span className="field-label">{t('field.priority')}</span>
              <span className="level-result">
                <PriorityMark priority={priority} word />
              </span>
            </div>
          )}
        </div>
        <div data-step="owner">
          <OwnerPicker
            value={{ team_id: values.team_id, assignee_id: values.assignee_id }}
            onChange={(owner) => form.set({ ...owner })}
            onDone={goTo('save')}
          />
        </div>
        <FormMessage message={form.message} errors={form.errors} />
        <div className="form-foot" data-step="save">
          <Button type="primary" htmlType="submit" loading={busy} title={t('phone_note.save_key')}>
            {t('phone_note.save')}
          </Button>
          <Link to="/new">{t('phone_note.whole_form')}</Link>
          <span className="help">{t('new.owner_hint', { name: user.name })}</span>
        </div>
      </form>
    </Page>
  );
}

function bodyOf({ caller, text, category, importance, urgency, team_id, assignee_id }: Note) {
  const { name, email, phone } = readCaller(caller.line);
  return {
    subject: subjectOf(text),
    body: text.trim(),
    channel: 'phone' as const,
    importance,
    urgency,
    customer: caller.chosen
      ? { id: caller.chosen.id }
      : { ...(name ? { name } : {}), ...(email ? { email } : {}), ...(phone ? { phone } : {}) },
    ...(category ? { category } : {}),
    ...(team_id ? { team_id } : {}),
    ...(assignee_id ? { assignee_id } : {}),
  };
}

/** Puts the focus into a step's control: of radio buttons into the one that is chosen. */
function focusStep(form: HTMLFormElement | null, step: Step): void {
  const place = form?.querySelector(`[data-step="${step}"]`);
  const control =
    place?.querySelector<HTMLElement>('input:checked') ??
    place?.querySelector<HTMLElement>('textarea, input, button');
  control?.focus();
}
