/** Events of a ticket that are about its surroundings: they do not move it to the top of lists. */
export const quietKinds: readonly string[] = [
  'ticket.merged',
  'ticket.merge_undone',
  'ticket.merge_received',
  'ticket.merge_returned',
  'ticket.split',
  'ticket.linked',
  'ticket.unlinked',
  'ticket.watcher_added',
  'ticket.watcher_removed',
  'ticket.participant_added',
  'ticket.participant_removed',
  'ticket.link_given',
  'ticket.incident_notified',
  'ticket.task_assigned',
  'ticket.consultation_passed_on',
  'ticket.release_asked',
  'ticket.release_refused',
  'ticket.release_withdrawn',
  'ticket.reply_held',
  'ticket.policy_changed',
  'ticket.tier_changed',
  'ticket.auto_replied',
  'ticket.automatic_received',
  'ticket.also_addressed',
  'ticket.mail_bounced',
];

/** Whether an event of this kind is activity on its ticket. */
export const isActivity = (kind: string): boolean => !quietKinds.includes(kind);
