import { z } from 'zod';
import { ExportAs, Id, Key, Language, LocalText, line, Moment, PageQuery, PersonRef } from './common.ts';

export const RoleGrant = z.object({ role: Key, unit_id: Id });
/** Roles, lock-out, second factor and last sight are shown to those who may read people there (else empty, false and null). */
export const User = z.object({
  id: Id,
  email: z.string(),
  name: z.string(),
  language: Language,
  time_zone: z.string(),
  state: z.enum(['invited', 'active', 'deactivated']),
  reports_to: PersonRef.nullable(),
  roles: z.array(RoleGrant),
  teams: z.array(Id),
  locked: z.boolean(),
  second_factor: z.boolean(),
  last_seen_at: Moment.nullable(),
  etag: z.string(),
});
export type User = z.infer<typeof User>;
export const UsersQuery = PageQuery.extend({
  q: z.string().max(100).optional(),
  state: z.enum(['active', 'all']).optional(),
});
export const UsersExportQuery = UsersQuery.omit({ limit: true, cursor: true }).extend(ExportAs.shape);
export const Password = z.string().min(10, 'at least 10 characters').max(200);
/** An IANA time zone such as `Asia/Shanghai`. */
export const TimeZone = line(60).refine(isTimeZone, 'not a known time zone, such as Asia/Shanghai');
function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false; // a RangeError: the name is unknown
  }
}
const userFields = {
  email: z.email().max(254),
  name: line(120),
  language: Language,
  time_zone: TimeZone,
  reports_to_id: Id.nullable(),
  roles: z.array(z.strictObject({ role: Key, unit_id: Id })).max(50),
  team_ids: z.array(Id).max(100),
};
export const UserBody = z.strictObject({
  email: userFields.email,
  name: userFields.name,
  language: userFields.language.optional(),
  time_zone: userFields.time_zone.optional(),
  reports_to_id: userFields.reports_to_id.optional(),
  roles: userFields.roles.optional(),
  team_ids: userFields.team_ids.optional(),
});
export const UserChanges = UserBody.partial();
export const Unit = z.object({
  id: Id,
  name: LocalText,
  parent_id: Id.nullable(),
  head: PersonRef.nullable(),
  active: z.boolean(),
});
export const Team = z.object({
  id: Id,
  name: LocalText,
  unit_id: Id,
  lead: PersonRef.nullable(),
  members: z.array(PersonRef),
  /** those of them who can be given something: not who was invited and has not come yet */
  assignable: z.array(PersonRef),
  active: z.boolean(),
});
export const UnitBody = z.strictObject({
  name: LocalText,
  parent_id: Id.nullable(),
  head_id: Id.nullable().optional(),
});
export const TeamBody = z.strictObject({
  name: LocalText,
  unit_id: Id,
  lead_id: Id.nullable().optional(),
  member_ids: z.array(Id).max(500).optional(),
});
export const Session = z.object({
  id: Id,
  user: PersonRef,
  created_at: Moment,
  last_seen_at: Moment,
  user_agent: z.string(),
  address: z.string(),
  /** how it was begun, and whether with a second factor */
  method: z.enum(['password', 'passkey', 'provider']),
  second_factor: z.boolean(),
  current: z.boolean(),
});
export const ApiKey = z.object({
  id: Id,
  name: z.string(),
  user: PersonRef,
  prefix: z.string(),
  scopes: z.array(z.enum(['read', 'write', 'admin'])),
  created_at: Moment,
  last_used_at: Moment.nullable(),
  expires_at: Moment.nullable(),
  revoked_at: Moment.nullable(),
});
/** What a leaver holds (unfinished tickets are those not closed), counted before the step and re-homed in it. */
export const Holdings = z.object({
  tickets: z.number().int(),
  first_contact: z.number().int(),
  obligations: z.number().int(),
  tasks: z.number().int(),
  consultations: z.number().int(),
  views: z.number().int(),
  api_keys: z.number().int(),
  webhooks: z.number().int(),
  sessions: z.number().int(),
  teams_led: z.array(z.object({ id: Id, name: LocalText })),
  units_headed: z.array(z.object({ id: Id, name: LocalText })),
  reports: z.array(PersonRef),
});
export const Me = z.object({
  user: User,
  permissions: z.record(z.string(), z.union([z.literal('all'), z.array(Id)])),
  organisation: z.string(),
  session_id: Id.nullable(),
  /** a second factor is demanded of this person and still to be set up; until then the session may do nothing else */
  second_factor_due: z.boolean(),
});
