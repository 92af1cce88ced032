import { accountRoutes } from './account-routes.ts';
import { configurationRoutes } from './configuration.ts';
import { customerRoutes } from './customers.ts';
import { notificationRoutes } from './notification-routes.ts';
import { obligationRoutes } from './obligations.ts';
import { peopleRoutes } from './people-routes.ts';
import { platformRoutes } from './platform.ts';
import { publicRoutes } from './public.ts';
import { readingRoutes } from './reading-routes.ts';
import { searchRoutes } from './search.ts';
import { ticketActionRoutes } from './ticket-action-routes.ts';
import { ticketRoutes } from './ticket-routes.ts';
import { viewRoutes } from './view-routes.ts';

/** Every call of the API by its operation id. */
export const routes = {
  ...accountRoutes,
  ...peopleRoutes,
  ...ticketRoutes,
  ...ticketActionRoutes,
  ...searchRoutes,
  ...obligationRoutes,
  ...customerRoutes,
  ...configurationRoutes,
  ...platformRoutes,
  ...viewRoutes,
  ...readingRoutes,
  ...notificationRoutes,
  ...publicRoutes,
};
export type Routes = typeof routes;
export type OperationId = keyof Routes;
