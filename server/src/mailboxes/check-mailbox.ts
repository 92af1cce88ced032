import type { MailboxFilter, MailboxSettings } from '@shouwen/api';
import { ConditionError, formatPath, parseCondition } from '@shouwen/conditions';
import type { Context } from '../context.ts';
import { isActiveTeam } from '../people/teams.ts';
import { conflict, invalid } from '../platform/errors.ts';
import type { Tx } from '../tables.ts';
import { mailFields } from './mail-fields.ts';

/** Refuses settings that lead nowhere or contradict themselves. Throws `Refusal` naming the field. */
export async function checkMailbox(
  tx: Tx,
  context: Context,
  settings: MailboxSettings,
  id: string | null,
): Promise<void> {
  const { configuration } = context;
  await refuseTaken(tx, context, settings, id);
  if (settings.team_id && !(await isActiveTeam(tx, context, settings.team_id)))
    throw invalid('team_id', 'team_unknown');
  if (settings.ticket_type && !configuration.get('types', settings.ticket_type))
    throw invalid('ticket_type', 'unknown_key', { key: settings.ticket_type });
  if (settings.calendar && !configuration.get('calendars', settings.calendar))
    throw invalid('calendar', 'unknown_key', { key: settings.calendar });
  if (settings.catch_all && !settings.active) throw conflict('mailbox_catch_all_needed');
  checkWays(settings);
  for (const [index, filter] of settings.filters.entries())
    await checkFilter(tx, context, filter, `filters.${index}`);
}

function checkWays({ receive, send }: MailboxSettings): void {
  if (receive.way === 'imap') {
    if (receive.sign_in === 'oauth2' && !receive.oauth) throw invalid('receive.oauth', 'mail_oauth_missing');
    if (receive.when_done === 'move' && !receive.move_to)
      throw invalid('receive.move_to', 'mail_folder_missing');
    if (receive.when_done === 'move' && receive.move_to === receive.folder)
      throw invalid('receive.move_to', 'mail_folder_same');
  }
  if (send.way !== 'smtp') return;
  if (send.sign_in === 'as_receive' && receive.way !== 'imap')
    throw invalid('send.sign_in', 'mail_as_receive_without');
  if (send.sign_in === 'oauth2' && !send.oauth) throw invalid('send.oauth', 'mail_oauth_missing');
  if ((send.sign_in === 'password' || send.sign_in === 'oauth2') && !send.user)
    throw invalid('send.user', 'mail_user_missing');
}

async function checkFilter(tx: Tx, context: Context, filter: MailboxFilter, at: string): Promise<void> {
  try {
    parseCondition(filter.when, mailFields);
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    const place = formatPath(error.path);
    throw invalid(place ? `${at}.when.${place}` : `${at}.when`, 'condition_wrong', {
      message: error.message,
    });
  }
  if (filter.team_id && !(await isActiveTeam(tx, context, filter.team_id)))
    throw invalid(`${at}.team_id`, 'team_unknown');
  if (filter.ticket_type && !context.configuration.get('types', filter.ticket_type))
    throw invalid(`${at}.ticket_type`, 'unknown_key', { key: filter.ticket_type });
}

/** An address leads to one mailbox. */
async function refuseTaken(
  tx: Tx,
  context: Context,
  settings: MailboxSettings,
  id: string | null,
): Promise<void> {
  const own = [settings.address, ...settings.aliases];
  if (new Set(own).size < own.length) throw invalid('aliases', 'mailbox_address_twice');
  let others = tx
    .selectFrom('mailbox')
    .select(['address', 'aliases'])
    .where('org_id', '=', context.org)
    .where('deleted_at', 'is', null)
    .where((where) => where.or([where('address', 'in', own), where('aliases', '&&', [own])]));
  if (id) others = others.where('id', '<>', id);
  const other = await others.executeTakeFirst();
  if (!other) return;
  const taken = new Set([other.address, ...other.aliases]);
  const field = taken.has(settings.address) ? 'address' : 'aliases';
  throw invalid(field, 'mailbox_address_taken', { mailbox: other.address });
}
