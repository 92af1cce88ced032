export { type ConsultationPage, consultationPage } from './consultation-page.ts';
export { type FormField, type FormPage, formPage } from './form-page.ts';
export { problemPage } from './page.ts';
export { style } from './style.ts';
export { type Language, localText, t } from './texts.ts';
export { type TicketPage, ticketPage } from './ticket-page.ts';
