import type { Level } from '@shouwen/api';
import { ConditionError, evaluate, parseCondition } from '@shouwen/conditions';
import type { Context } from '../../context.ts';
import { type MailFacts, mailFields } from '../../mailboxes/mail-fields.ts';
import type { Mailbox } from '../../mailboxes/mailbox.ts';
import { recipientsOf } from './mailboxes-of.ts';
import type { Arrival } from './take-in.ts';

/** What the filters of a mailbox say of a mail that would open a ticket. */
export interface Routing {
  /** the name of the filter that refuses it */
  refusedBy: string | null;
  /** the name of the filter that lets in what would else be put aside */
  letIn: string | null;
  teamId: string | null;
  ticketType: string | null;
  tags: string[];
  importance: Level | null;
  urgency: Level | null;
}

/** Asks the filters of a mailbox in their order. Every one that fits acts, the later over the earlier; one that refuses ends it. */
export function routeOf(context: Context, mailbox: Mailbox | null, arrival: Arrival): Routing {
  const routing: Routing = {
    refusedBy: null,
    letIn: null,
    teamId: null,
    ticketType: null,
    tags: [],
    importance: null,
    urgency: null,
  };
  const mail = factsOf(arrival);
  for (const filter of mailbox?.filters ?? []) {
    if (!fits(context, filter.when, mail)) continue;
    if (filter.refuse) return { ...routing, refusedBy: filter.name };
    if (filter.let_in) routing.letIn ??= filter.name;
    routing.teamId = filter.team_id ?? routing.teamId;
    routing.ticketType = filter.ticket_type ?? routing.ticketType;
    routing.importance = filter.importance ?? routing.importance;
    routing.urgency = filter.urgency ?? routing.urgency;
    routing.tags = [...new Set([...routing.tags, ...filter.tags])];
  }
  return routing;
}

function fits({ app, now }: Context, when: Record<string, unknown>, mail: MailFacts): boolean {
  try {
    return evaluate(parseCondition(when, mailFields), mailFields, mail, { now });
  } catch (error) {
    // it was checked when it was saved; what a later version no longer knows stops no mail
    if (!(error instanceof ConditionError)) throw error;
    app.log.warn({ err: error }, 'a filter of a mailbox cannot be read');
    return false;
  }
}

function factsOf({ row, mail }: Arrival): MailFacts {
  return {
    from: mail.from?.address.toLowerCase() ?? null,
    fromName: mail.from?.name ?? null,
    to: recipientsOf(row, mail),
    subject: mail.subject,
    text: mail.text,
    nature: mail.nature,
    size: row.size,
    attachments: mail.attachments.map((attachment) => attachment.name),
  };
}
