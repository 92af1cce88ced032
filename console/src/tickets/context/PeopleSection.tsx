import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { call } from '../../shared/api.ts';
import { CustomerPicker } from '../../shared/CustomerPicker.tsx';
import { Face } from '../../shared/Face.tsx';
import { Icon } from '../../shared/icons.tsx';
import { toast } from '../../shared/toasts.tsx';
import { UserPicker } from '../../shared/UserPicker.tsx';
import { useTicketAction } from '../actions/use-action.ts';
import type { FullTicket } from '../queries.ts';
import { Section } from './Section.tsx';

type Named = { id: string; name: string };

/** Who follows the ticket: colleagues who watch, customers who take part. */
export function PeopleSection({ ticket }: { ticket: FullTicket }) {
  const { t } = useTranslation();
  const { number } = ticket;
  const [adding, setAdding] = useState<'watcher' | 'participant' | null>(null);
  const editable = ticket.may.write === true && ticket.merged_into === null;
  const done = () => setAdding(null);
  const watch = useTicketAction(
    number,
    (id: string) => call('watchTicket', { params: { number, user_id: id } }),
    done,
  );
  const gone = (name: string, back: () => void) =>
    toast(t('people.taken_off', { name }), { action: { label: t('common.undo'), run: back } });
  const unwatch = useTicketAction(
    number,
    ({ id }: Named) => call('unwatchTicket', { params: { number, user_id: id } }),
    (_, { id, name }) => gone(name, () => watch.mutate(id)),
  );
  const invite = useTicketAction(
    number,
    (id: string) => call('addParticipant', { params: { number, customer_id: id } }),
    done,
  );
  const remove = useTicketAction(
    number,
    ({ id }: Named) => call('removeParticipant', { params: { number, customer_id: id } }),
    (_, { id, name }) => gone(name, () => invite.mutate(id)),
  );
  const add = (kind: 'watcher' | 'participant', label: string) =>
    editable && (
      <button type="button" className="link small" onClick={() => setAdding(adding === kind ? null : kind)}>
        <Icon name="plus" size={13} /> {label}
      </button>
    );
  return (
    <>
      <Section
        name="watchers"
        count={ticket.watchers.length}
        title={t('people.watchers')}
        action={add('watcher', t('common.add'))}
      >
        {ticket.watchers.length === 0 && adding !== 'watcher' && (
          <p className="small muted">{t('people.no_watchers')}</p>
        )}
        <ul className="stack" style={{ gap: 4 }}>
          {ticket.watchers.map((person) => (
            <PersonRow
              key={person.id}
              face={<Face name={person.name} id={person.id} size={20} />}
              name={person.name}
              {...(editable ? { onRemove: () => unwatch.mutate(person) } : {})}
            />
          ))}
        </ul>
        {adding === 'watcher' && (
          <UserPicker
            label={t('people.add_watcher')}
            hideLabel
            autoFocus
            opened
            value={null}
            onChange={(id) => id && watch.mutate(id)}
          />
        )}
      </Section>
      <Section
        name="participants"
        count={ticket.participants.length}
        title={t('people.participants')}
        action={add('participant', t('common.add'))}
      >
        {ticket.participants.length === 0 && adding !== 'participant' && (
          <p className="small muted">{t('people.no_participants')}</p>
        )}
        <ul className="stack" style={{ gap: 4 }}>
          {ticket.participants.map((customer) => (
            <PersonRow
              key={customer.id}
              face={<Face name={customer.name} id={customer.id} size={20} />}
              name={customer.name}
              to={`/customers/${customer.id}`}
              {...(editable ? { onRemove: () => remove.mutate(customer) } : {})}
            />
          ))}
        </ul>
        {adding === 'participant' && (
          <CustomerPicker
            label={t('people.add_participant')}
            hideLabel
            autoFocus
            opened
            value={null}
            onChange={(id) => id && invite.mutate(id)}
          />
        )}
      </Section>
    </>
  );
}

function PersonRow({
  face,
  name,
  to,
  onRemove,
}: {
  face: ReactNode;
  name: string;
  to?: string;
  onRemove?: () => void;
}) {
  const { t } = useTranslation();
  return (
    <li className="row small">
      {face}
      <span className="grow cut">{to ? <Link to={to}>{name}</Link> : name}</span>
      {onRemove && (
        <button
          type="button"
          className="icon-button small"
          aria-label={t('people.remove', { name })}
          onClick={onRemove}
        >
          <Icon name="close" size={13} />
        </button>
      )}
    </li>
  );
}
