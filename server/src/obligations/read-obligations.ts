import type { LocalText } from '@shouwen/api';
import type { ShownColumns } from './present-obligation.ts';
import type { ClockColumns } from './store.ts';

/** What of an obligation is shown, with the names of those who owe it. */
export interface OwnedRow extends ShownColumns, ClockColumns {
  owner_user_name: string | null;
  owner_team_name: LocalText | null;
}

/**
 * Obligations in the order in which they were opened; `ours` tells which, as a test of `o.ticket_id` (index
 * obligation_by_ticket).
 */
export const obligationsSql = (ours: string) => `
  select o.id, o.kind, o.owner_user_id, o.owner_team_id, o.towards_customer, o.clause, o.clock, o.calendar_version,
    (select u.name from user_account u where u.org_id = o.org_id and u.id = o.owner_user_id) as owner_user_name,
    (select t.name from team t where t.org_id = o.org_id and t.id = o.owner_team_id) as owner_team_name
  from obligation o where o.org_id = $1 and ${ours} order by o.opened_at, o.id`;
