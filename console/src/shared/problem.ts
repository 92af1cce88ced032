import type { Problem } from '@shouwen/api';
import { problemOf } from './api.ts';
import { textIfAny } from './i18n.ts';
import { toast } from './toasts.tsx';

/** What went wrong, as a sentence in the user's language; the server's own words where there is no translation. */
export function problemText(error: unknown): string {
  const problem = problemOf(error);
  if (!problem) return textIfAny('problem.unexpected') ?? String(error);
  return sentenceOf(problem);
}

function sentenceOf(problem: Problem): string {
  const own = textIfAny(`problem.${problem.code}`, problem.params);
  if (own) return own;
  if (problem.status >= 500) return textIfAny('problem.unexpected') ?? problem.detail;
  return problem.detail || problem.title;
}

// the schema library's own sentences in its three languages: right, but written for programmers
const ofTheLibrary =
  /^(Too (small|big)|Invalid|Unrecognized|Demasiado|(Entrada|Opción|Cadena|Número|Llave|Valor) inválid|Inválido|Llaves? desconocida|数值过|无效|出现未知)/;

/** What is wrong with one field: in the server's words, or in ours where it has only those of the schema library. */
export function fieldProblem(error: { code: string; message: string }): string {
  if (!ofTheLibrary.test(error.message)) return error.message;
  return textIfAny(`invalid.${error.code}`) ?? textIfAny('invalid.other') ?? error.message;
}

/** Field errors by field name, as the forms show them. */
export function fieldProblems(error: unknown): Record<string, string> {
  const problem = problemOf(error);
  return Object.fromEntries((problem?.errors ?? []).map((each) => [each.field, fieldProblem(each)]));
}

/** The usual end of a failed action: say why, in a toast. */
export function sayProblem(error: unknown): void {
  toast(problemText(error), { tone: 'bad' });
}
