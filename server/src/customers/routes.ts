import { uploadedTable } from '../imports/uploaded-table.ts';
import { type Implementation, implement } from '../platform/http/implement.ts';
import { changeCustomer } from './change-customer.ts';
import { createCustomer } from './create-customer.ts';
import { customerHistory } from './customer-history.query.ts';
import { customerPage } from './customer-page.query.ts';
import { exportCustomers } from './export-customers.ts';
import { findCustomer } from './find-customer.ts';
import { importCustomers } from './import-customers.ts';
import { listCustomers } from './list-customers.query.ts';
import { matchCustomers } from './match-customers.query.ts';
import { mergeCustomers } from './merge-customers.ts';
import { undoCustomerMerge } from './undo-customer-merge.ts';

export const customerRoutes: Implementation[] = [
  implement('listCustomers', (tx, context, { query }) => listCustomers(tx, context, query)),
  implement('exportCustomers', (db, context, { query }) => exportCustomers(db, context, query), {
    transaction: 'none',
  }),
  implement('createCustomer', async (tx, context, { body }) =>
    customerPage(tx, context, await createCustomer(tx, context, body)),
  ),
  implement('getCustomer', async (tx, context, { params }) =>
    customerPage(tx, context, await findCustomer(tx, context, params.id)),
  ),
  implement('customerHistory', (tx, context, { params }) => customerHistory(tx, context, params.id)),
  implement('changeCustomer', async (tx, context, { params, body, ifMatch }) =>
    customerPage(tx, context, await changeCustomer(tx, context, params.id, body, ifMatch)),
  ),
  implement('matchCustomers', (tx, context, { body }) => matchCustomers(tx, context, body)),
  implement('mergeCustomers', async (tx, context, { params, body }) =>
    customerPage(tx, context, await mergeCustomers(tx, context, params.id, body.into)),
  ),
  implement('undoCustomerMerge', async (tx, context, { params }) =>
    customerPage(tx, context, await undoCustomerMerge(tx, context, params.id)),
  ),
  implement('importCustomers', async (tx, context, { body }) => {
    const table = await uploadedTable(tx, context, body.file_id);
    return importCustomers(tx, context, { ...body, table });
  }),
];
