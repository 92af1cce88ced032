import { assignmentRoutes } from './assignment/routes.ts';
import { automationRoutes } from './automation/routes.ts';
import { calendarRoutes } from './calendars/routes.ts';
import { mailRoutes } from './channels/mail/routes.ts';
import { webRoutes } from './channels/web/routes.ts';
import { configurationRoutes } from './configuration/routes.ts';
import { customerRoutes } from './customers/routes.ts';
import { eventRoutes } from './events/routes.ts';
import { figureRoutes } from './figures/routes.ts';
import { fileRoutes } from './files/routes.ts';
import { firstStepRoutes } from './first-steps/routes.ts';
import { instructionRoutes } from './instructions/routes.ts';
import { internalComplaintRoutes } from './internal-complaints/routes.ts';
import { mailboxRoutes } from './mailboxes/routes.ts';
import { notificationRoutes } from './notifications/routes.ts';
import { obligationRoutes } from './obligations/routes.ts';
import { outboxRoutes } from './outbox/routes.ts';
import { peopleRoutes } from './people/routes.ts';
import { sessionRoutes } from './people/session-routes.ts';
import type { Implementation } from './platform/http/implement.ts';
import { policyRoutes } from './policies/routes.ts';
import { sampleRoutes } from './sample/routes.ts';
import { searchRoutes } from './search/routes.ts';
import { providerRoutes } from './sign-in/provider-routes.ts';
import { secondFactorRoutes } from './sign-in/routes.ts';
import { replyRoutes } from './tickets/replies/routes.ts';
import { ticketRoutes } from './tickets/routes.ts';
import { viewRoutes } from './views/routes.ts';
import { webhookRoutes } from './webhooks/routes.ts';

/** What carries out each call of the contract. A test sees to it that none is missing. */
export const implementations: Implementation[] = [
  ...sessionRoutes,
  ...secondFactorRoutes,
  ...providerRoutes,
  ...firstStepRoutes,
  ...sampleRoutes,
  ...peopleRoutes,
  ...configurationRoutes,
  ...calendarRoutes,
  ...policyRoutes,
  ...automationRoutes,
  ...assignmentRoutes,
  ...customerRoutes,
  ...ticketRoutes,
  ...replyRoutes,
  ...searchRoutes,
  ...webRoutes,
  ...eventRoutes,
  ...fileRoutes,
  ...obligationRoutes,
  ...instructionRoutes,
  ...internalComplaintRoutes,
  ...notificationRoutes,
  ...viewRoutes,
  ...figureRoutes,
  ...webhookRoutes,
  ...outboxRoutes,
  ...mailRoutes,
  ...mailboxRoutes,
];
