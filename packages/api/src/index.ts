<<<<<<< HEAD
export * from './calendars.ts';
=======
export * from './board.ts';
>>>>>>> 58cb7a7 (Show a team's open tickets by person, and give them by mouse, menu or key)
export * from './client.ts';
export * from './common.ts';
export * from './configuration.ts';
export * from './contract.ts';
export * from './customers.ts';
export * from './first-steps.ts';
export * from './obligations.ts';
export * from './openapi.ts';
export * from './people.ts';
export * from './platform.ts';
export * from './public.ts';
export * from './realtime.ts';
export * from './rich-text.ts';
export * from './routes.ts';
export * from './search.ts';
export * from './sign-in.ts';
export * from './targets.ts';
export * from './tickets.ts';
export * from './views.ts';
