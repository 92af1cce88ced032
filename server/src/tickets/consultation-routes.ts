import type { Consultation } from '@shouwen/api';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { notFound } from '../platform/errors.ts';
import { type Implementation, implement } from '../platform/http/implement.ts';
import type { Tx } from '../tables.ts';
import { answerConsultation } from './answer-consultation.ts';
import { consult } from './consult.ts';
import { consultationById, presentConsultation } from './consultations.query.ts';
import { namesOf } from './people-names.query.ts';
import { withdrawConsultation } from './withdraw-consultation.ts';

async function shown(tx: Tx, context: Context, id: string): Promise<z.input<typeof Consultation>> {
  const row = await consultationById(tx, context, id);
  if (!row) throw notFound('consultation');
  return presentConsultation(row, await namesOf(tx, context, { users: [row.asked_user_id, row.asked_by] }));
}

export const consultationRoutes: Implementation[] = [
  implement('consult', async (tx, context, { params, body }) => {
    const { id, url } = await consult(tx, context, params.number, body);
    return { ...(await shown(tx, context, id)), url };
  }),
  implement('answerConsultation', async (tx, context, { params, body }) => {
    await answerConsultation(tx, context, params.number, params.consultation_id, body.body);
    return shown(tx, context, params.consultation_id);
  }),
  implement('withdrawConsultation', async (tx, context, { params }) => {
    await withdrawConsultation(tx, context, params.number, params.consultation_id);
    return shown(tx, context, params.consultation_id);
  }),
];
