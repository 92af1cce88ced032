import { type Implementation, implement } from '../../platform/http/implement.ts';
import { answerAsPartner, readConsultation } from '../../tickets/answer-consultation.ts';
import { answerLinked, decideLinked, readLinked } from './linked-ticket.ts';
import { readWebForm, submitWebForm } from './web-form.ts';

export const webRoutes: Implementation[] = [
  implement('getWebForm', async (_, context, { params }) => readWebForm(context, params.form)),
  implement('submitWebForm', (tx, context, { params, body }) =>
    submitWebForm(tx, context, params.form, body),
  ),
  implement('getLinked', (tx, context, { params }) => readLinked(tx, context, params.token)),
  implement('answerLinked', (tx, context, { params, body }) =>
    answerLinked(tx, context, params.token, body.body),
  ),
  implement('decideLinked', (tx, context, { params, body }) => decideLinked(tx, context, params.token, body)),
  implement('getAsked', (tx, context, { params }) => readConsultation(tx, context, params.token)),
  implement('answerAsked', (tx, context, { params, body }) =>
    answerAsPartner(tx, context, params.token, body.body),
  ),
];
