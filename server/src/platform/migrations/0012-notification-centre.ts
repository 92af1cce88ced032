import type { Migration } from '../migrate.ts';

/** Finds what somebody has not read yet without looking through what they have. */
export const notificationCentre: Migration = {
  version: 12,
  name: 'notification centre',
  sql: /* sql */ `
create index notification_unread on notification (org_id, user_id, ticket_id) where read_at is null;
`,
};
