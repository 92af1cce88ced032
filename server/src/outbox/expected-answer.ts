import { isOpen, nextOpening } from '@shouwen/calendar';
import { sql } from 'kysely';
import { type CalendarInForce, zoneOfOrganisation } from '../calendars/choose-calendar.ts';
import type { Context } from '../context.ts';
import { say } from '../platform/texts.ts';
import type { Tx } from '../tables.ts';
import type { TicketRow } from '../tickets/find-ticket.ts';

const hour = 3_600_000;
const week = 7 * 24;
/** From so many mails in an hour on, and so many times what an hour of the week before brought, it is a peak. */
const peak = { least: 20, times: 3, knownFrom: 100 };

/**
 * When a customer can expect an answer, in words (INT-16): by when one is owed; outside the published hours also when
 * those begin again, and in a peak that it may take longer (INT-35).
 */
export async function expectedAnswer(
  tx: Tx,
  context: Context,
  ticket: Pick<TicketRow, 'id' | 'language'>,
  published: CalendarInForce | undefined,
): Promise<string> {
  const { now } = context;
  const closed = published !== undefined && !isOpen(published.calendar, now);
  const opening = closed ? nextOpening(published.calendar, now) : null;
  const due = await owedBy(tx, context, ticket.id);
  const said = (key: string, moments: Record<string, string> = {}) =>
    say(ticket.language, `mail.expected.${key}`, moments);
  const sentences = [
    ...(opening ? [said('closed', { opening: inWords(context, ticket, published, opening) })] : []),
    ...((await isPeak(tx, context)) ? [said('peak')] : []),
    // what is owed before the desk opens is owed by somebody, but not expected by anybody
    due && (opening === null || due > opening)
      ? said('due', { due: inWords(context, ticket, published, due) })
      : said('soon'),
  ];
  return sentences.join(ticket.language === 'zh' ? '' : ' ');
}

/** By when the first answer is owed (index obligation_by_ticket). */
async function owedBy(tx: Tx, context: Context, ticketId: string): Promise<Date | null> {
  const row = await tx
    .selectFrom('obligation')
    .select('due_at')
    .where('org_id', '=', context.org)
    .where('ticket_id', '=', ticketId)
    .where('kind', 'in', ['first_reply', 'next_reply'])
    .where('state', '=', 'open')
    .where('due_at', '>', context.now)
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst();
  return row?.due_at ?? null;
}

/** Whether far more mail has come in the last hour than in others (index mail_in_newest). */
async function isPeak(tx: Tx, { org, now }: Context): Promise<boolean> {
  const since = async (hours: number) => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from mail_in
      where org_id = ${org} and received_at > ${new Date(now.getTime() - hours * hour)}`.execute(tx);
    return rows[0]?.count ?? 0;
  };
  const lately = await since(1);
  if (lately < peak.least) return false;
  const before = (await since(week)) - lately;
  return before >= peak.knownFrom && lately > (peak.times * before) / (week - 1);
}

function inWords(
  context: Context,
  ticket: Pick<TicketRow, 'language'>,
  published: CalendarInForce | undefined,
  at: Date,
): string {
  const named = published && context.configuration.get('calendars', published.key)?.zone;
  return new Intl.DateTimeFormat(ticket.language, {
    weekday: 'long',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: named ?? zoneOfOrganisation(context.configuration),
    timeZoneName: 'short',
  }).format(at);
}
