import { useTranslation } from 'react-i18next';
import { useNames } from '../../shared/config.ts';
import { useFormat } from '../../shared/format.ts';
import { textIfAny } from '../../shared/i18n.ts';
import { languageNames } from '../../shared/languages.ts';
import type { FullTicket } from '../queries.ts';
import type { TimelineEntry } from './event-sentence.ts';
import { useKnownNames } from './known-names.ts';

export interface EventChange {
  field: string;
  label: string;
  from: string;
  to: string;
}

/** What an event changed, field by field, in words; what only the machinery needs is left out. */
export function useEventChanges(ticket: FullTicket): (entry: TimelineEntry) => EventChange[] {
  const { t } = useTranslation();
  const names = useNames();
  const format = useFormat();
  const known = useKnownNames(ticket);
  const none = t('common.none');

  const person = (value: unknown) =>
    typeof value === 'string' ? known.user(value) || t('event_change.somebody') : none;
  const key = (name: (key: string) => string) => (value: unknown) =>
    typeof value === 'string' ? name(value) : none;
  const choice = (prefix: 'level' | 'priority' | 'phase') => (value: unknown) =>
    (typeof value === 'string' && textIfAny(`${prefix}.${value}`)) || none;
  const plain = (value: unknown) =>
    typeof value === 'string' || typeof value === 'number' ? String(value) : none;

  const shown: Record<string, { label: string; text: (value: unknown) => string }> = {
    subject: { label: t('field.subject'), text: plain },
    status_key: { label: t('field.status'), text: key(names.status) },
    type_key: { label: t('field.type'), text: key(names.type) },
    category_key: { label: t('field.category'), text: key(names.category) },
    importance: { label: t('field.importance'), text: choice('level') },
    urgency: { label: t('field.urgency'), text: choice('level') },
    priority: { label: t('field.priority'), text: choice('priority') },
    phase: { label: t('field.phase'), text: choice('phase') },
    team_id: { label: t('field.team'), text: key((id) => known.team(id) || id) },
    assignee_id: { label: t('ticket.assignee'), text: person },
    first_contact_owner_id: { label: t('ticket.first_contact_owner'), text: person },
    customer_id: {
      label: t('context.customer'),
      text: key((id) => known.customer(id) || t('author.customer')),
    },
    customer_tier: { label: t('field.tier'), text: key(names.tier) },
    confidential: {
      label: t('field.confidential'),
      text: (value) => (value === true ? t('common.yes') : t('common.no')),
    },
    language: {
      label: t('field.language'),
      text: (value) => (value === 'zh' || value === 'en' || value === 'es' ? languageNames[value] : none),
    },
    snoozed_until: {
      label: t('field.snoozed_until'),
      text: (value) => (typeof value === 'string' ? format.dateTime(value) : none),
    },
    tags: {
      label: t('field.tags'),
      text: (value) => (Array.isArray(value) && value.length > 0 ? value.join(t('common.comma')) : none),
    },
  };

  return (entry) =>
    [entry.data.changes, entry.payload?.changes].flatMap((changes) =>
      pairs(changes).flatMap(([field, { from, to }]) => {
        const how = shown[field];
        if (!how) return [];
        return [{ field, label: how.label, from: how.text(from), to: how.text(to) }];
      }),
    );
}

function pairs(changes: unknown): [string, { from: unknown; to: unknown }][] {
  if (typeof changes !== 'object' || changes === null) return [];
  return Object.entries(changes).filter((pair): pair is [string, { from: unknown; to: unknown }] => {
    const value: unknown = pair[1];
    return typeof value === 'object' && value !== null && 'to' in value;
  });
}
