import { z } from 'zod';
import { ExportAs, Id, Key, Language, line, Moment, PageQuery, page, text } from './common.ts';
import { route } from './contract.ts';

export const CustomerKind = z.enum(['person', 'organisation']);
export const ContactPoint = z.object({
  id: Id,
  kind: z.enum(['email', 'phone']),
  value: z.string(),
  normalised: z.string(),
  primary: z.boolean(),
  /** mail to this address did not arrive; null when it did, or is not known to */
  bounced: z.object({ at: Moment, permanent: z.boolean(), answer: z.string().nullable() }).nullable(),
});
export const Customer = z.object({
  id: Id,
  kind: CustomerKind,
  name: z.string(),
  language: Language.nullable(),
  time_zone: z.string().nullable(),
  notes: z.string(),
  external_ref: z.string().nullable(),
  /** a key of the section `tiers`: policies may promise more to some */
  tier: z.string().nullable(),
  contacts: z.array(ContactPoint),
  organisations: z.array(z.object({ id: Id, name: z.string(), role: z.string().nullable() })),
  members: z.array(z.object({ id: Id, name: z.string(), role: z.string().nullable() })),
  /** customers merged into this one, which can be undone */
  merged: z.array(z.object({ id: Id, name: z.string(), merged_at: Moment })),
  merged_into: z.object({ id: Id, name: z.string() }).nullable(),
  open_tickets: z.number().int(),
  created_at: Moment,
  etag: z.string(),
});
export type Customer = z.infer<typeof Customer>;
export const CustomerSummary = Customer.pick({
  id: true,
  kind: true,
  name: true,
  language: true,
  created_at: true,
}).extend({
  email: z.string().nullable(),
  phone: z.string().nullable(),
  organisation: z.string().nullable(),
});

const contacts = z
  .array(
    z.strictObject({ kind: z.enum(['email', 'phone']), value: line(254), primary: z.boolean().optional() }),
  )
  .max(30);
const timeZone = line(60).refine((zone) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}, 'not a known time zone, such as Asia/Shanghai');
export const CustomerBody = z.strictObject({
  kind: CustomerKind.default('person'),
  name: line(200),
  language: Language.nullable().optional(),
  time_zone: timeZone.nullable().optional(),
  notes: text(20_000).optional(),
  external_ref: line(100).nullable().optional(),
  tier: Key.nullable().optional(),
  contacts: contacts.optional(),
  organisation_ids: z.array(Id).max(20).optional(),
});
export const CustomerChanges = CustomerBody.partial().omit({ kind: true });

export const ImportKind = z.enum(['customers', 'staff']);
export const ImportResult = z.object({
  dry_run: z.boolean(),
  columns: z.array(z.string()),
  mapping: z.record(z.string(), z.string()),
  rows: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  errors: z.array(z.object({ row: z.number().int(), column: z.string().nullable(), message: z.string() })),
});
export type ImportResult = z.infer<typeof ImportResult>;
export const ImportBody = z.strictObject({
  /** a file uploaded with POST /files: CSV (UTF-8 or GB18030) or XLSX, first row headings */
  file_id: Id,
  /** product field → column heading; guessed from the headings in three languages when absent */
  mapping: z.record(z.string(), z.string()).optional(),
  dry_run: z.boolean(),
});

/** Something that happened to the record of a customer; `of` names a double that was merged into it. */
export const CustomerEvent = z.object({
  id: Id,
  at: Moment,
  kind: z.string(),
  actor: z.string(),
  of: z.object({ id: Id, name: z.string() }).nullable(),
  before: z.unknown(),
  after: z.unknown(),
});
export const CustomersQuery = PageQuery.extend({
  q: z.string().max(200).optional(),
  kind: CustomerKind.optional(),
});
export const CustomersExportQuery = CustomersQuery.omit({ limit: true, cursor: true }).extend(ExportAs.shape);
const tag = 'Customers';
const params = z.strictObject({ id: Id });
export const customerRoutes = {
  listCustomers: route({
    method: 'GET',
    path: '/customers',
    tag,
    access: 'customer.read',
    summary: 'Customers by name, mail address, phone or its last four digits',
    query: CustomersQuery,
    response: page(CustomerSummary),
  }),
  exportCustomers: route({
    method: 'GET',
    path: '/customers/export',
    tag,
    access: 'ticket.export',
    summary: 'A list of customers as a file, CSV or XLSX; who took it out is in the ledger',
    query: CustomersExportQuery,
    file: true,
  }),
  createCustomer: route({
    method: 'POST',
    path: '/customers',
    tag,
    access: 'customer.write',
    status: 201,
    summary: 'Record a customer',
    body: CustomerBody,
    response: Customer,
  }),
  getCustomer: route({
    method: 'GET',
    path: '/customers/{id}',
    tag,
    access: 'customer.read',
    summary: 'One customer',
    params,
    response: Customer,
  }),
  customerHistory: route({
    method: 'GET',
    path: '/customers/{id}/history',
    tag,
    access: 'customer.read',
    summary: 'What happened to the record of a customer, newest first, before and after',
    params,
    response: z.object({ items: z.array(CustomerEvent) }),
  }),
  changeCustomer: route({
    method: 'PATCH',
    path: '/customers/{id}',
    tag,
    access: 'customer.write',
    ifMatch: true,
    summary: 'Change a customer',
    params,
    body: CustomerChanges,
    response: Customer,
  }),
  matchCustomers: route({
    method: 'POST',
    path: '/customers/match',
    tag,
    access: 'customer.read',
    summary: 'Is somebody like this already there? Best matches first, each with the reason',
    scope: 'read',
    body: z.strictObject({
      name: line(200).optional(),
      email: line(254).optional(),
      phone: line(40).optional(),
    }),
    response: z.object({
      items: z.array(
        CustomerSummary.extend({
          reason: z.enum(['email', 'phone', 'name']),
          open_tickets: z.number().int(),
        }),
      ),
    }),
  }),
  mergeCustomers: route({
    method: 'POST',
    path: '/customers/{id}/merge',
    tag,
    access: 'customer.merge',
    summary: 'Merge this double into another customer; can be undone',
    params,
    body: z.strictObject({ into: Id }),
    response: Customer,
  }),
  undoCustomerMerge: route({
    method: 'POST',
    path: '/customers/{id}/merge/undo',
    tag,
    access: 'customer.merge',
    summary: 'Undo the merge of this customer',
    params,
    response: Customer,
  }),
  importCustomers: route({
    method: 'POST',
    path: '/customers/import',
    tag,
    access: 'customer.import',
    summary: 'Import customers from CSV or XLSX, first as a dry run',
    body: ImportBody,
    response: ImportResult,
  }),
};
