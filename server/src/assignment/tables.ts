import type { DutyState, Sharing } from '@shouwen/api';
import type { Generated } from 'kysely';

/** How somebody says they are; who has said nothing is off. */
export interface DutyTable {
  org_id: number;
  user_id: string;
  state: DutyState;
  since: Date;
}
/** What a person takes at most, and knows. */
export interface AssignmentPersonTable {
  org_id: number;
  user_id: string;
  capacity: number | null;
  skills: string[];
}
/** How a team shares out, and whose turn was last. */
export interface AssignmentTeamTable {
  org_id: number;
  team_id: string;
  sharing: Sharing;
  last_user_id: string | null;
}
/** A ticket that nobody has, of a team that shares out. */
export interface AssignmentWaitTable {
  org_id: number;
  ticket_id: string;
  team_id: string;
  since: Date;
  /** when to look; null while nothing has changed since nobody was found */
  next_at: Date | null;
  /** by a rule, whatever the team's way */
  asked: Generated<boolean>;
  /** counts the reasons to look again */
  nudged: Generated<number>;
}
export interface AssignmentTables {
  duty: DutyTable;
  assignment_person: AssignmentPersonTable;
  assignment_team: AssignmentTeamTable;
  assignment_wait: AssignmentWaitTable;
}
