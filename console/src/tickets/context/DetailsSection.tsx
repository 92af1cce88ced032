import { useTranslation } from 'react-i18next';
import { useEntries, useNames } from '../../shared/config.ts';
import { useFormat } from '../../shared/format.ts';
import { languageNames } from '../../shared/languages.ts';
import { useTicketDialog } from '../actions/dialogs.tsx';
import { useFieldText } from '../fields.tsx';
import type { FullTicket } from '../queries.ts';
import { Section } from './Section.tsx';
import { TagEditor } from './TagEditor.tsx';

/** What is marked on the ticket: type, category, weight, channel, custom fields, tags. */
export function DetailsSection({ ticket }: { ticket: FullTicket }) {
  const { t } = useTranslation();
  const names = useNames();
  const format = useFormat();
  const open = useTicketDialog();
  const fields = useEntries('fields');
  const fieldText = useFieldText();
  const shown = fields.filter(
    (field) => ticket.fields[field.key] !== undefined && ticket.fields[field.key] !== null,
  );
  return (
    <Section
      name="details"
      title={t('context.details')}
      action={
        ticket.may.write &&
        ticket.merged_into === null && (
          <button type="button" className="link small" onClick={() => open({ kind: 'details' })}>
            {t('common.edit')}
          </button>
        )
      }
    >
      <dl className="facts">
        <dt>{t('field.type')}</dt>
        <dd>{names.type(ticket.type)}</dd>
        {ticket.category && (
          <>
            <dt>{t('field.category')}</dt>
            <dd>{names.category(ticket.category)}</dd>
          </>
        )}
        <dt>{t('field.importance')}</dt>
        <dd>{t(`level.${ticket.importance}`)}</dd>
        <dt>{t('field.urgency')}</dt>
        <dd>{t(`level.${ticket.urgency}`)}</dd>
        <dt>{t('field.channel')}</dt>
        <dd>{t(`channel.${ticket.channel}`)}</dd>
        {ticket.phase && (
          <>
            <dt>{t('field.phase')}</dt>
            <dd>{t(`phase.${ticket.phase}`)}</dd>
          </>
        )}
        <dt>{t('field.language')}</dt>
        <dd>{languageNames[ticket.language]}</dd>
        <dt>{t('field.opened')}</dt>
        <dd className="num">{format.dateTime(ticket.opened_at)}</dd>
        {ticket.external_number && (
          <>
            <dt>{t('field.external_number')}</dt>
            <dd>{ticket.external_number}</dd>
          </>
        )}
        {ticket.customer_confirmed_at && (
          <>
            <dt>{t('field.confirmed')}</dt>
            <dd className="num">{format.dateTime(ticket.customer_confirmed_at)}</dd>
          </>
        )}
        {shown.map((field) => (
          <FieldFact
            key={field.key}
            name={names.field(field.key)}
            text={fieldText(field, ticket.fields[field.key])}
          />
        ))}
      </dl>
      <TagEditor ticket={ticket} />
    </Section>
  );
}

function FieldFact({ name, text }: { name: string; text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </>
  );
}
