import type { Language, Problem } from '@shouwen/api';
import type { Refusal, RefusalKind } from '../errors.ts';
import { knows, say } from '../texts.ts';

const statusOf: Record<RefusalKind, number> = {
  invalid: 422,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  stale: 412,
  rule_refused: 409,
  too_many: 429,
  too_large: 413,
  precondition_required: 428,
};

/** A refusal as RFC 9457 problem details, its sentences in the reader's language. */
export function problemOf(refusal: Refusal, language: Language, requestId: string): Problem {
  const { params, errors, rule, current } = refusal.details;
  const first = errors?.[0];
  const detailParams = {
    ...params,
    ...(first
      ? { field: first.field, reason: fieldMessage(language, first.code, first.message, params) }
      : {}),
  };
  return {
    type: `/problems/${refusal.code}`,
    title: say(language, `problem_title.${refusal.kind}`),
    status: statusOf[refusal.kind],
    detail: say(language, `problem.${refusal.code}`, detailParams),
    code: refusal.code,
    ...(params ? { params } : {}),
    ...(errors
      ? {
          errors: errors.map((error) => ({
            ...error,
            message: fieldMessage(language, error.code, error.message, params),
          })),
        }
      : {}),
    ...(rule === undefined ? {} : { rule }),
    ...(current === undefined ? {} : { current }),
    request_id: requestId,
  };
}

function fieldMessage(
  language: Language,
  code: string,
  fallback: string,
  params?: Record<string, string | number>,
): string {
  if (knows(`problem.${code}`)) return say(language, `problem.${code}`, params);
  return knows(`field.${fallback}`) ? say(language, `field.${fallback}`) : fallback;
}

/** Problem details of an error that nobody foresaw: nothing of its inside goes out, the request id finds it in the log. */
export function unexpectedProblem(language: Language, requestId: string): Problem {
  return {
    type: '/problems/unexpected',
    title: say(language, 'problem_title.unexpected'),
    status: 500,
    detail: say(language, 'problem.unexpected', { request: requestId }),
    code: 'unexpected',
    request_id: requestId,
  };
}
