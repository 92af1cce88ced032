/** Something that stops the start; its message is one sentence for the person who started the product. */
export class StartError extends Error {}

export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'stale'
  | 'rule_refused'
  | 'too_many'
  | 'too_large'
  | 'precondition_required';

export interface FieldError {
  /** path of the field such as `customer.email` */
  field: string;
  message: string;
  code: string;
}

export interface RefusalDetails {
  params?: Record<string, string | number>;
  errors?: FieldError[];
  /** the rule or clause that speaks */
  rule?: string;
  /** the present state, so that a client can go on from it */
  current?: unknown;
}

/**
 * A request that is refused, in words of the domain. It becomes problem details in one place
 * (`http/problem.ts`); `code` selects the sentence in the reader's language (`texts/*.json`, `problem.<code>`).
 */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly code: string;
  readonly details: RefusalDetails;
  constructor(kind: RefusalKind, code: string, details: RefusalDetails = {}) {
    super(code);
    this.kind = kind;
    this.code = code;
    this.details = details;
  }
}

/** The record is not there, or not for this viewer: the answer is the same. `what` is a noun such as `ticket`. */
export const notFound = (what: string): Refusal => new Refusal('not_found', `${what}_not_found`);
/** The viewer lacks a permission. */
export const forbidden = (permission: string): Refusal =>
  new Refusal('forbidden', 'forbidden', { params: { permission } });
/** The present state does not allow it. */
export const conflict = (code: string, details?: RefusalDetails): Refusal =>
  new Refusal('conflict', code, details);
/** One field is wrong in a way that only the use case can know. `code` selects the sentence `problem.<code>`. */
export const invalid = (field: string, code: string, params?: Record<string, string | number>): Refusal =>
  new Refusal('invalid', 'invalid', {
    errors: [{ field, message: code, code }],
    ...(params ? { params } : {}),
  });
/** A rule of the department says no. */
export const ruleRefused = (code: string, rule: string, params?: Record<string, string | number>): Refusal =>
  new Refusal('rule_refused', code, { rule, ...(params ? { params } : {}) });
