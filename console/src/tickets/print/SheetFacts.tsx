import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { customerQuery } from '../../customers/queries.ts';
import { useEntries, useNames } from '../../shared/config.ts';
import { useLocalText } from '../../shared/local-text.ts';
import { useCan } from '../../shared/session.ts';
import { useFieldText } from '../fields.tsx';
import type { FullTicket } from '../queries.ts';
import { useMoment } from './use-moment.ts';

/** Whose it is, who works on it, how it stands, and what is marked on it. */
export function SheetFacts({ ticket }: { ticket: FullTicket }) {
  const { t } = useTranslation();
  const names = useNames();
  const local = useLocalText();
  const moment = useMoment();
  const can = useCan();
  const fields = useEntries('fields');
  const fieldText = useFieldText();
  const customer = useQuery({ ...customerQuery(ticket.customer.id), enabled: can('customer.read') });
  const contacts = customer.data?.contacts.map((contact) => contact.value) ?? [];
  const when = (at: string | null) => (at === null ? null : moment(at));
  const facts: [name: string, value: string | null][] = [
    [t('context.customer'), [ticket.customer.name, ...contacts].join(' · ')],
    [t('field.status'), names.status(ticket.status)],
    [t('ticket.first_contact_owner'), ticket.first_contact_owner?.name ?? t('ticket.nobody_yet')],
    [t('ticket.assignee'), ticket.assignee?.name ?? t('ticket.unowned')],
    [t('field.team'), local(ticket.team.name)],
    [t('field.type'), names.type(ticket.type)],
    [t('field.category'), ticket.category && names.category(ticket.category)],
    [t('field.priority'), t(`priority.${ticket.priority}`)],
    [t('field.channel'), t(`channel.${ticket.channel}`)],
    [t('field.opened'), when(ticket.opened_at)],
    [t('case_sheet.resolved'), when(ticket.resolved_at)],
    [t('field.confirmed'), when(ticket.customer_confirmed_at)],
    [t('case_sheet.closed'), when(ticket.closed_at)],
    [t('field.external_number'), ticket.external_number],
    [t('field.tags'), ticket.tags.join(t('common.comma')) || null],
    ...fields.map((field): [string, string | null] => {
      const value = ticket.fields[field.key];
      return [names.field(field.key), value === undefined || value === null ? null : fieldText(field, value)];
    }),
  ];
  return (
    <dl className="case-facts">
      {facts.map(
        ([name, value]) =>
          value && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
