import type { IconName } from '../shared/icons.tsx';

interface NoticeMark {
  icon: IconName;
  /** what is late or soon will be has the colour of that; everything else is neutral */
  tone?: 'late' | 'soon';
}

const marks: Record<string, NoticeMark> = {
  'obligation.missed': { icon: 'warn', tone: 'late' },
  'obligation.escalated': { icon: 'warn', tone: 'late' },
  'obligation.warned': { icon: 'clock', tone: 'soon' },
  'obligation.waived': { icon: 'check' },
  'automation.fired': { icon: 'bolt' },
  'automation.stopped': { icon: 'warn', tone: 'late' },
  'consultation.asked': { icon: 'help' },
  'consultation.withdrawn': { icon: 'help' },
  'instruction.acknowledged': { icon: 'stairs' },
  'instruction.answered_back': { icon: 'stairs' },
  'instruction.asked': { icon: 'stairs' },
  'instruction.asked_back': { icon: 'stairs' },
  'instruction.carried_out': { icon: 'stairs' },
  'instruction.confirmed': { icon: 'stairs' },
  'instruction.considered': { icon: 'stairs' },
  'instruction.insisted': { icon: 'stairs' },
  'instruction.instructed': { icon: 'stairs' },
  'instruction.passed_up': { icon: 'stairs' },
  'instruction.reported': { icon: 'stairs' },
  'instruction.said': { icon: 'stairs' },
  'instruction.suggested_otherwise': { icon: 'stairs' },
  'instruction.withdrawn': { icon: 'stairs' },
  'mail.failed': { icon: 'warn', tone: 'late' },
  'mail.unknown': { icon: 'warn', tone: 'late' },
  'task.given': { icon: 'task' },
  'ticket.also_addressed': { icon: 'mail' },
  'ticket.answered': { icon: 'reply' },
  'ticket.assigned': { icon: 'user' },
  'ticket.consultation_answered': { icon: 'help' },
  'ticket.declined': { icon: 'undo' },
  'ticket.mail_bounced': { icon: 'warn', tone: 'late' },
  'ticket.mentioned': { icon: 'note' },
  'ticket.merge_received': { icon: 'merge' },
  'ticket.merged': { icon: 'merge' },
  'ticket.message_received': { icon: 'mail' },
  'ticket.owner_changed': { icon: 'user' },
  'ticket.release_asked': { icon: 'lock' },
  'ticket.release_refused': { icon: 'lock' },
  'ticket.reply_held': { icon: 'pause' },
  'ticket.split': { icon: 'split' },
  'ticket.transferred': { icon: 'transfer' },
  'ticket.watcher_added': { icon: 'eye' },
  'ticket.woken': { icon: 'moon' },
};

/** The sign beside a notification, so that the eye finds what is late before it reads. */
export const noticeMark = (kind: string): NoticeMark => marks[kind] ?? { icon: 'bell' };
