import { z } from 'zod';
import { RuleValue } from './automation.ts';
import { CalendarValue } from './calendars.ts';
import { ExportAs, Id, Key, Language, LocalText, Moment, PageQuery, page } from './common.ts';
import { route } from './contract.ts';
import {
  Asked,
  Beginning,
  DutyProof,
  Escalations,
  PolicyValue,
  TargetByPriority,
  TargetOrMinutes,
  Warnings,
} from './policies.ts';
import { ScheduleValue } from './schedules.ts';
import { Channel, Level, Priority, StatusCategory } from './tickets.ts';

/** What each section of the configuration store holds. Every entry has a stable key, an origin and a version. */
export const Sections = {
  statuses: z.strictObject({ name: LocalText, category: StatusCategory, order: z.number().int() }),
  types: z.strictObject({ name: LocalText, order: z.number().int(), default: z.boolean().optional() }),
  categories: z.strictObject({ name: LocalText, parent: Key.nullable(), order: z.number().int() }),
  fields: z.strictObject({
    name: LocalText,
    type: z.enum(['text', 'number', 'date', 'choice', 'multi_choice', 'checkbox', 'person', 'link']),
    choices: z
      .array(z.strictObject({ key: Key, name: LocalText }))
      .max(200)
      .optional(),
    types: z.array(Key).optional(),
    required: z.boolean().optional(),
    help: LocalText.optional(),
    order: z.number().int(),
    on_web_form: z.boolean().optional(),
  }),
  /** one entry `matrix`: priority by importance (rows) and urgency (columns) */
  priority: z.strictObject({ matrix: z.record(Level, z.record(Level, Priority)) }),
  roles: z.strictObject({ name: LocalText, permissions: z.array(z.string()), order: z.number().int() }),
  /** what customers are told apart by: policies may promise more to some */
  tiers: z.strictObject({ name: LocalText, order: z.number().int() }),
  /** what somebody must know for some requests: those of a type, of a category and below it, or in a language */
  skills: z.strictObject({
    name: LocalText,
    order: z.number().int(),
    types: z.array(Key).optional(),
    categories: z.array(Key).optional(),
    languages: z.array(Language).optional(),
  }),
  calendars: CalendarValue,
  obligations: z.strictObject({
    name: LocalText,
    clause: z.string().nullable(),
    rules: z.array(z.string()),
    on: Beginning,
    /** owed only where a service policy says so */
    only_by_policy: z.boolean().optional(),
    unless: z.array(z.literal('has_first_contact_owner')).optional(),
    /** the first that there is */
    owner: z.array(
      z.enum([
        'first_contact_owner',
        'assignee',
        'team_lead',
        'above_team_lead',
        'unit_head',
        'role',
        'team',
      ]),
    ),
    /** of the owner `role`: held in the ticket's unit, or in the nearest above it */
    role: Key.optional(),
    target: z.strictObject({
      /** by ticket type, then by priority; `default` where nothing else fits */
      by_type: z.record(Key, TargetByPriority).optional(),
      default: TargetByPriority,
    }),
    /** the calendar that it is counted on; without one that of the team, or of the unit */
    calendar: Key.optional(),
    pause_while: z.array(StatusCategory),
    proof: DutyProof,
    /** the lines of a checklist, the questions of a form */
    asks: z.array(Asked).max(50).optional(),
    /** owed only on tickets that came this way */
    channels: z.array(Channel).min(1).optional(),
    warn: Warnings,
    escalate: Escalations,
    towards_customer: z.boolean(),
  }),
  policies: PolicyValue,
  automation_rules: RuleValue,
  /** what superiors are asked for instruction about */
  instruction_kinds: z.strictObject({
    name: LocalText,
    /** reported at once: levels may be skipped without further reason, and the answer is owed soon */
    at_once: z.boolean(),
    order: z.number().int(),
  }),
  /** what is owed on the way of a request for instruction; the keys are those of the core pack */
  instruction_duties: z.strictObject({
    name: LocalText,
    clause: z.string().nullable(),
    rules: z.array(z.string()),
    order: z.number().int(),
    target: TargetOrMinutes,
    /** for kinds that are reported at once; without it the same */
    at_once: TargetOrMinutes.optional(),
    /** the calendar that it is counted on; without one that of the unit */
    calendar: Key.optional(),
    warn: Warnings,
    escalate: Escalations,
  }),
  schedules: ScheduleValue,
  macros: z.strictObject({
    name: LocalText,
    order: z.number().int(),
    reply: LocalText.optional(),
    note: LocalText.optional(),
    set: z
      .strictObject({
        status: Key.optional(),
        importance: Level.optional(),
        urgency: Level.optional(),
        add_tags: z.array(z.string()).optional(),
        assign_to_me: z.boolean().optional(),
      })
      .optional(),
  }),
  canned: z.strictObject({ name: LocalText, body: LocalText, order: z.number().int() }),
  /** the mails that the product writes; the keys are those of the core pack */
  mail_templates: z.strictObject({
    name: LocalText,
    subject: LocalText,
    body: LocalText,
    order: z.number().int(),
  }),
  web_forms: z.strictObject({
    name: LocalText,
    team_id: z.uuid().nullable(),
    type: Key.nullable(),
    intro: LocalText.optional(),
    active: z.boolean(),
    channel: Channel.optional(),
  }),
  /** named settings with one value each */
  settings: z.strictObject({ value: z.unknown() }),
};
export type SectionName = keyof typeof Sections;
export const sectionNames = Object.keys(Sections) as SectionName[];
export type SectionValue<S extends SectionName> = z.infer<(typeof Sections)[S]>;

export const ConfigEntry = z.object({
  section: z.string(),
  key: Key,
  origin: z.string(),
  version: z.string(),
  value: z.record(z.string(), z.unknown()),
  /** true when a local layer lies over the pack's value */
  local: z.boolean(),
});
/** One change of a setting; `sign_in` are the providers of identity, by name. */
export const ConfigChange = z.object({
  id: Id,
  at: Moment,
  actor: z.string(),
  section: z.string(),
  key: z.string(),
  before: z.unknown(),
  after: z.unknown(),
});
const tag = 'Configuration';
const SectionParam = z.enum(sectionNames as [SectionName, ...SectionName[]]);
export const ConfigChangesQuery = PageQuery.extend({
  section: SectionParam.or(z.literal('sign_in')).optional(),
});
export const ConfigChangesExportQuery = ConfigChangesQuery.omit({ limit: true, cursor: true }).extend(
  ExportAs.shape,
);
export const configurationRoutes = {
  getConfiguration: route({
    method: 'GET',
    path: '/configuration',
    tag,
    access: 'user',
    summary: 'The configuration in force that the console works with',
    response: z.object({ revision: z.number(), entries: z.array(ConfigEntry) }),
  }),
  putConfigEntry: route({
    method: 'PUT',
    path: '/configuration/{section}/{key}',
    tag,
    access: 'config.manage',
    scope: 'admin',
    summary: 'Lay a local value over an entry, or add one',
    params: z.strictObject({ section: SectionParam, key: Key }),
    body: z.strictObject({ value: z.record(z.string(), z.unknown()) }),
    response: ConfigEntry,
  }),
  deleteConfigEntry: route({
    method: 'DELETE',
    path: '/configuration/{section}/{key}',
    tag,
    access: 'config.manage',
    scope: 'admin',
    summary: "Take the local layer away: back to the pack's value, or gone when there is none",
    params: z.strictObject({ section: SectionParam, key: Key }),
    status: 204,
  }),
  listConfigChanges: route({
    method: 'GET',
    path: '/configuration/changes',
    tag,
    access: 'config.manage',
    summary: 'Every change of a setting, newest first, before and after',
    query: ConfigChangesQuery,
    response: page(ConfigChange),
  }),
  exportConfigChanges: route({
    method: 'GET',
    path: '/configuration/changes/export',
    tag,
    access: 'ticket.export',
    summary: 'The changes of settings as a file, CSV or XLSX; who took it out is in the ledger',
    query: ConfigChangesExportQuery,
    file: true,
  }),
  configHistory: route({
    method: 'GET',
    path: '/configuration/{section}/{key}/history',
    tag,
    access: 'config.manage',
    summary: 'Who changed this entry, before and after',
    params: z.strictObject({ section: SectionParam, key: Key }),
    response: z.object({
      items: z.array(z.object({ at: Moment, actor: z.string(), before: z.unknown(), after: z.unknown() })),
    }),
  }),
};
