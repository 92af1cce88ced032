import type { Kysely } from 'kysely';
import type { AssignmentTables } from './assignment/tables.ts';
import type { AutomationTables } from './automation/tables.ts';
import type { CalendarTables } from './calendars/tables.ts';
import type { MailTables } from './channels/mail/tables.ts';
import type { ConfigurationTables } from './configuration/tables.ts';
import type { CounterTables } from './counters/tables.ts';
import type { CustomerTables } from './customers/tables.ts';
import type { EventTables } from './events/tables.ts';
import type { FigureTables } from './figures/tables.ts';
import type { FileTables } from './files/tables.ts';
import type { FirstStepTables } from './first-steps/tables.ts';
import type { InstructionTables } from './instructions/tables.ts';
import type { InternalComplaintTables } from './internal-complaints/tables.ts';
import type { LinkTables } from './links/tables.ts';
import type { MailboxTables } from './mailboxes/tables.ts';
import type { NotificationTables } from './notifications/tables.ts';
import type { ObligationTables } from './obligations/tables.ts';
import type { OutboxTables } from './outbox/tables.ts';
import type { PeopleTables } from './people/tables.ts';
import type { HttpTables } from './platform/http/tables.ts';
import type { PolicyTables } from './policies/tables.ts';
import type { SampleTables } from './sample/tables.ts';
import type { ScheduleTables } from './schedules/tables.ts';
import type { SearchTables } from './search/tables.ts';
import type { SignInTables } from './sign-in/tables.ts';
import type { TicketTables } from './tickets/tables.ts';
import type { ViewTables } from './views/tables.ts';
import type { WebhookTables } from './webhooks/tables.ts';

/** Every table of the product, each declared in the folder that alone writes it. */
export interface Tables
  extends ConfigurationTables,
    PeopleTables,
    SignInTables,
    FirstStepTables,
    SampleTables,
    CustomerTables,
    FileTables,
    TicketTables,
    CounterTables,
    FigureTables,
    SearchTables,
    LinkTables,
    ObligationTables,
    InstructionTables,
    InternalComplaintTables,
    CalendarTables,
    PolicyTables,
    AutomationTables,
    AssignmentTables,
    ScheduleTables,
    EventTables,
    OutboxTables,
    MailboxTables,
    MailTables,
    WebhookTables,
    ViewTables,
    NotificationTables,
    HttpTables {}

/** The database outside a transaction: for reading. */
export type Db = Kysely<Tables>;
/** A transaction (or, for reads, the database): what every use case works on. */
export type Tx = Kysely<Tables>;
