import { channels, statusCategories } from '@shouwen/api';
import type { Field, FieldSet } from '@shouwen/conditions';
import type { Configuration } from '../configuration/configuration.ts';
import type { TicketTable } from './tables.ts';

/** A ticket as conditions read it: its row and the people around it. `t` is the alias of the table in every query. */
export type TicketRecord = Pick<TicketTable, Exclude<keyof TicketTable, 'fields' | 'provisional'>> & {
  fields: Record<string, unknown>;
  watchers: readonly string[];
  /** members of staff who were asked something here, unless the question was taken back */
  asked: readonly string[];
  /** members of staff who have a task here */
  tasked: readonly string[];
};

const levels = ['low', 'normal', 'high'];
const around = (table: string, condition: string) =>
  `exists (select 1 from ${table} w where w.org_id = t.org_id and w.ticket_id = t.id and ${condition})`;
const people = (
  read: (t: TicketRecord) => readonly string[],
  table: string,
  column: string,
  also = '',
): Field<TicketRecord> => ({
  type: 'many_id',
  read,
  sql: {
    contains: (parameter) => around(table, `w.${column} = ${parameter}${also}`),
    isSet: () => around(table, `w.${column} is not null${also}`),
  },
  neverNull: true,
});

/** The fields of every installation; beside them stand the custom ones. */
export const fixedFields = {
  number: { type: 'number', read: (t) => t.number, sql: 't.number', neverNull: true },
  subject: { type: 'text', read: (t) => t.subject, sql: 't.subject', neverNull: true },
  type: { type: 'text', read: (t) => t.type_key, sql: 't.type_key', neverNull: true },
  category: { type: 'text', read: (t) => t.category_key, sql: 't.category_key' },
  status: { type: 'text', read: (t) => t.status_key, sql: 't.status_key', neverNull: true },
  status_category: {
    type: 'choice',
    choices: statusCategories,
    read: (t) => t.status_category,
    sql: 't.status_category',
    neverNull: true,
  },
  importance: {
    type: 'choice',
    choices: levels,
    ordered: true,
    read: (t) => t.importance,
    sql: 't.importance',
    neverNull: true,
  },
  urgency: {
    type: 'choice',
    choices: levels,
    ordered: true,
    read: (t) => t.urgency,
    sql: 't.urgency',
    neverNull: true,
  },
  priority: {
    type: 'choice',
    choices: [...levels, 'urgent'],
    ordered: true,
    read: (t) => t.priority,
    sql: 't.priority',
    neverNull: true,
  },
  channel: { type: 'choice', choices: channels, read: (t) => t.channel, sql: 't.channel', neverNull: true },
  phase: {
    type: 'choice',
    choices: ['before_sale', 'during_sale', 'after_sale'],
    ordered: true,
    read: (t) => t.phase,
    sql: 't.phase',
  },
  language: {
    type: 'choice',
    choices: ['zh', 'en', 'es'],
    read: (t) => t.language,
    sql: 't.language',
    neverNull: true,
  },
  tags: { type: 'many_text', read: (t) => t.tags, sql: 't.tags', neverNull: true },
  unit: { type: 'id', read: (t) => t.unit_id, sql: 't.unit_id', neverNull: true },
  team: { type: 'id', read: (t) => t.team_id, sql: 't.team_id', neverNull: true },
  assignee: { type: 'id', read: (t) => t.assignee_id, sql: 't.assignee_id' },
  first_contact_owner: { type: 'id', read: (t) => t.first_contact_owner_id, sql: 't.first_contact_owner_id' },
  customer: { type: 'id', read: (t) => t.customer_id, sql: 't.customer_id', neverNull: true },
  customer_tier: { type: 'text', read: (t) => t.customer_tier, sql: 't.customer_tier' },
  confidential: { type: 'boolean', read: (t) => t.confidential, sql: 't.confidential', neverNull: true },
  merged: {
    type: 'boolean',
    read: (t) => t.merged_into_id !== null,
    sql: '(t.merged_into_id is not null)',
    neverNull: true,
  },
  snoozed: {
    type: 'boolean',
    read: (t) => t.snoozed_until !== null,
    sql: '(t.snoozed_until is not null)',
    neverNull: true,
  },
  overdue: { type: 'boolean', read: (t) => t.overdue, sql: 't.overdue', neverNull: true },
  next_due_at: { type: 'moment', read: (t) => t.next_due_at, sql: 't.next_due_at' },
  opened_at: { type: 'moment', read: (t) => t.opened_at, sql: 't.opened_at', neverNull: true },
  last_activity_at: {
    type: 'moment',
    read: (t) => t.last_activity_at,
    sql: 't.last_activity_at',
    neverNull: true,
  },
  resolved_at: { type: 'moment', read: (t) => t.resolved_at, sql: 't.resolved_at' },
  closed_at: { type: 'moment', read: (t) => t.closed_at, sql: 't.closed_at' },
  watchers: people((t) => t.watchers, 'ticket_watcher', 'user_id'),
  asked: people((t) => t.asked, 'consultation', 'asked_user_id', " and w.state <> 'withdrawn'"),
  tasked: people((t) => t.tasked, 'task', 'assignee_id'),
} satisfies Record<string, Field<TicketRecord>>;

/** Every field of a ticket that a condition may name: the fixed ones and the custom ones in force (`fields.<key>`). */
export function ticketFields(configuration: Configuration): FieldSet<TicketRecord> {
  return {
    ...fixedFields,
    'fields.*': {
      keys: () => configuration.list('fields').map((entry) => entry.key),
      resolve: (key) => customField(configuration, key),
    },
  };
}

function customField(configuration: Configuration, key: string): Field<TicketRecord> | undefined {
  const definition = configuration.get('fields', key);
  if (!definition || !/^[a-z0-9._-]+$/.test(key)) return undefined;
  const text = `(t.fields ->> '${key}')`;
  const value = (t: TicketRecord) => t.fields[key];
  const asText = (t: TicketRecord) => (typeof value(t) === 'string' ? (value(t) as string) : null);
  switch (definition.type) {
    case 'number':
      return {
        type: 'number',
        read: (t) => (typeof value(t) === 'number' ? (value(t) as number) : null),
        sql: `${text}::float8`,
      };
    case 'checkbox':
      return {
        type: 'boolean',
        read: (t) => (typeof value(t) === 'boolean' ? (value(t) as boolean) : null),
        sql: `${text}::boolean`,
      };
    case 'date':
      return { type: 'date', read: asText, sql: `${text}::date` };
    case 'multi_choice': {
      const list = `array(select jsonb_array_elements_text(coalesce(t.fields -> '${key}', '[]'::jsonb)))`;
      return {
        type: 'many_text',
        read: (t) => (Array.isArray(value(t)) ? (value(t) as string[]) : null),
        sql: list,
      };
    }
    case 'person':
      return { type: 'id', read: asText, sql: `${text}::uuid` };
    default:
      return { type: 'text', read: asText, sql: text };
  }
}
