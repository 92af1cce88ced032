import { accountRoutes } from './account-routes.ts';
import { arrivalRoutes } from './arrivals.ts';
import { assignmentRoutes } from './assignment.ts';
import { automationRoutes } from './automation.ts';
import { boardRoutes } from './board.ts';
import { calendarRoutes } from './calendars.ts';
import { configurationRoutes } from './configuration.ts';
import { customerRoutes } from './customers.ts';
import { figureRoutes } from './figures.ts';
import { firstStepRoutes } from './first-steps.ts';
import { instructionRoutes } from './instructions.ts';
import { internalComplaintRoutes } from './internal-complaints.ts';
import { mailJournalRoutes } from './mail-journal.ts';
import { mailboxRoutes } from './mailboxes.ts';
import { notificationRoutes } from './notification-routes.ts';
import { obligationRoutes } from './obligations.ts';
import { outboxRoutes } from './outbox.ts';
import { peopleRoutes } from './people-routes.ts';
import { platformRoutes } from './platform.ts';
import { policyRoutes } from './policies.ts';
import { publicRoutes } from './public.ts';
import { readingRoutes } from './reading-routes.ts';
import { replyRoutes } from './reply-routes.ts';
import { sampleDataRoutes } from './sample-data.ts';
import { searchRoutes } from './search.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { ticketActionRoutes } from './ticket-action-routes.ts';
import { ticketRoutes } from './ticket-routes.ts';
import { viewRoutes } from './view-routes.ts';

/** Every call of the API by its operation id. */
export const routes = {
  ...accountRoutes,
  ...signInRoutes,
  ...firstStepRoutes,
  ...sampleDataRoutes,
  ...peopleRoutes,
  ...ticketRoutes,
  ...ticketActionRoutes,
  ...arrivalRoutes,
  ...boardRoutes,
  ...replyRoutes,
  ...searchRoutes,
  ...obligationRoutes,
  ...instructionRoutes,
  ...internalComplaintRoutes,
  ...calendarRoutes,
  ...policyRoutes,
  ...automationRoutes,
  ...assignmentRoutes,
  ...figureRoutes,
  ...customerRoutes,
  ...configurationRoutes,
  ...outboxRoutes,
  ...platformRoutes,
  ...mailJournalRoutes,
  ...mailboxRoutes,
  ...viewRoutes,
  ...readingRoutes,
  ...notificationRoutes,
  ...publicRoutes,
};
export type Routes = typeof routes;
export type OperationId = keyof Routes;
