import { previewTicket } from '../obligations/preview-ticket.ts';
import { type Implementation, implement } from '../platform/http/implement.ts';
import { knownHolidays } from './holidays/known-holidays.ts';
import { countriesWithHolidays } from './holidays/public-holidays.ts';
import { importHolidays } from './import-holidays.ts';
import { previewDue } from './preview-due.ts';

export const calendarRoutes: Implementation[] = [
  implement('previewDue', async (_tx, context, { body }) => previewDue(context, body)),
  implement('previewTicket', (tx, context, { body }) => previewTicket(tx, context, body)),
  implement('holidayCountries', async (_tx, context) => ({
    items: await countriesWithHolidays(context.language),
  })),
  implement('holidays', async (_tx, context, { query }) => ({
    items: await knownHolidays({
      country: query.country ?? context.configuration.setting('default_country', 'CN'),
      region: query.region,
      from: query.from ?? context.now.getUTCFullYear(),
      years: query.years ?? 1,
    }),
  })),
  implement('importHolidays', (tx, context, { params, body }) =>
    importHolidays(tx, context, params.key, body),
  ),
];
