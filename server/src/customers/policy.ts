import { allOf, always, type Condition, evaluate, never, toSql } from '@shouwen/conditions';
import type { RawBuilder } from 'kysely';
import type { Context } from '../context.ts';
import { can, type Viewer } from '../people/viewer.ts';
import { fragment } from '../platform/sql.ts';
import { type CustomerRow, customerFields } from './fields.ts';

/**
 * Which customers a viewer may see: all of them, with `customer.read` in any unit; customers belong to the whole
 * department. The one access policy of customers: lists, matches and single reads all use this tree.
 */
export function customerPolicy(viewer: Viewer | null): Condition {
  return can(viewer, 'customer.read') ? always : never;
}

/** The policy, and whatever narrows it, as a boolean SQL expression over `customer c`. */
export function customersWhere(context: Context, narrower: Condition = always): RawBuilder<boolean> {
  const condition = allOf(customerPolicy(context.viewer), narrower);
  return fragment(toSql(condition, customerFields, { now: context.now }));
}

/** The same policy asked of one record in memory. */
export function maySeeCustomer(context: Context, customer: CustomerRow): boolean {
  return evaluate(customerPolicy(context.viewer), customerFields, customer, { now: context.now });
}
