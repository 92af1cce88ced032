import type { LocalText } from '@shouwen/api';
import { useTranslation } from 'react-i18next';
import { useNames } from '../../shared/config.ts';
import { textIfAny } from '../../shared/i18n.ts';
import { useLocalText } from '../../shared/local-text.ts';
import type { FullTicket } from '../queries.ts';
import { useKnownNames } from './known-names.ts';

export type TimelineEntry = FullTicket['timeline'][number];

/**
 * An event as a sentence: the text of its kind (`event.<kind>`) with what its data names. A kind that has no text yet is
 * told in general words.
 */
export function useEventSentence(ticket: FullTicket): (entry: TimelineEntry) => string {
  const { t } = useTranslation();
  const local = useLocalText();
  const names = useNames();
  const known = useKnownNames(ticket);

  const ruleName = (name: unknown, key: unknown) => {
    const named = typeof name === 'string' || (typeof name === 'object' && name !== null);
    return (named && local(name as LocalText)) || firstText(key);
  };

  return (entry) => {
    const { data, payload } = entry;
    const actor =
      entry.actor.name || (entry.actor.id && known.user(entry.actor.id)) || t(`author.${entry.actor.kind}`);
    const obligation = ticket.obligations.find((each) => each.id === data.obligation);
    const person = firstText(data.user, data.assignee, data.asked, data.to);
    const did = Array.isArray(data.did) ? data.did : [];
    const params = {
      actor,
      rule: ruleName(payload?.name, data.rule),
      did: did.map((each) => textIfAny(`rule_do.${each}`) ?? String(each)).join(t('common.comma')),
      person: known.user(person) || partnerIn(payload) || t('event_change.somebody'),
      customer: known.customer(firstText(data.customer)) || t('author.customer'),
      number: firstText(data.number, data.thread),
      obligation: obligation
        ? local(obligation.name)
        : typeof data.kind === 'string'
          ? names.obligation(data.kind)
          : t('obligation.one'),
      title: firstText(payload?.title),
      count: Array.isArray(data.told) ? data.told.length : 0,
      told: toldNames(data.told, known.user).join(t('common.comma')) || t('event_change.nobody'),
      rules: Array.isArray(data.rules) ? data.rules.join(t('common.comma')) : '',
      kind: entry.kind,
      mailbox: firstText(data.mailbox),
      address: firstText(payload?.address),
    };
    if (data.user !== undefined && data.user === entry.actor.id) {
      if (entry.kind === 'ticket.watcher_added') return t('event.watches', params);
      if (entry.kind === 'ticket.watcher_removed') return t('event.watches_no_more', params);
    }
    if (entry.kind === 'obligation.missed' && params.rules !== '') return t('event.missed_against', params);
    return textIfAny(`event.${entry.kind}`, params) ?? t('event.unknown', params);
  };
}

function firstText(...values: unknown[]): string {
  for (const value of values) {
    if (typeof value === 'string' && value !== '') return value;
    if (typeof value === 'number') return String(value);
  }
  return '';
}

function partnerIn(payload: TimelineEntry['payload']): string {
  const partner = payload?.partner;
  return typeof partner === 'object' && partner !== null && 'name' in partner ? firstText(partner.name) : '';
}

function toldNames(told: unknown, user: (id: string) => string): string[] {
  if (!Array.isArray(told)) return [];
  return told.flatMap((id) => (typeof id === 'string' ? user(id) || [] : []));
}
