import type { NextStep } from '@shouwen/api';
import { type Asking, askForInstruction } from '../instructions/ask-for-instruction.ts';
import { takeStep } from '../instructions/take-step.ts';
import { span } from './history.ts';
import type { Office } from './office.ts';

interface Scene {
  /** how long ago it was asked */
  ago: number;
  asker: string;
  team: string;
  asking: Omit<Asking, 'ticket' | 'to'>;
  /** whom it goes to, where levels are skipped */
  to?: string;
  steps: readonly (NextStep & { who: string; after: number })[];
}

const scenes: readonly Scene[] = [
  {
    ago: 3 * span.hour,
    asker: 'lin',
    team: 'hotline_zh',
    asking: {
      kind: 'decision',
      facts: '客户要求退回全部安装费。机器运行正常，但师傅迟到了四个小时。',
      opinion: '建议减免一半安装费，并赠送一次清洗。',
    },
    steps: [],
  },
  {
    ago: 2 * span.day,
    asker: 'walsh',
    team: 'support_en',
    asking: {
      kind: 'beyond_scope',
      facts: 'The customer wants the invoice made out to another company after it was paid.',
      opinion: 'Cancel it and write a new one, with a note from the customer.',
    },
    steps: [
      { who: 'byrne', after: 10, do: 'instruct', text: 'Write a credit note first, then the new invoice.' },
      { who: 'walsh', after: 20, do: 'suggest_otherwise', text: 'A credit note takes billing three days.' },
      { who: 'byrne', after: 30, do: 'insist', text: 'The auditors want it so.' },
      { who: 'walsh', after: 4 * 60, do: 'carry_out', text: 'Credit note 2231 and the new invoice are out.' },
    ],
  },
  {
    ago: span.day,
    asker: 'gil',
    team: 'atencion_es',
    asking: {
      kind: 'danger',
      facts: 'El técnico encontró un cable quemado detrás del horno; hay riesgo de incendio.',
      opinion: 'Cortar la corriente y enviar a un electricista hoy mismo.',
    },
    to: 'ortega',
    steps: [
      { who: 'gil', after: 6, do: 'record_verbal', text: 'Corta la corriente y que nadie toque nada.' },
      { who: 'ortega', after: 40, do: 'confirm' },
      { who: 'gil', after: 90, do: 'carry_out', text: 'Corriente cortada; el electricista cambió el cable.' },
    ],
  },
];

/** A request for instruction in each language: one that waits, one with a dissent, one that skipped a level. */
export async function askForInstructions(office: Office, now: Date): Promise<void> {
  for (const scene of scenes) {
    const at = new Date(now.getTime() - scene.ago);
    const ticket = await newestTicket(office, scene.team);
    const to = scene.to ? office.places.people[scene.to] : undefined;
    const asked = await askForInstruction(office.tx, office.person(at, scene.asker), {
      ...scene.asking,
      ...(ticket === undefined ? {} : { ticket }),
      ...(to ? { to } : {}),
    });
    for (const { who, after, ...step } of scene.steps) {
      const context = office.person(new Date(at.getTime() + after * span.minute), who);
      const said = step.do === 'record_verbal' && to ? { given_by: to } : {};
      await takeStep(office.tx, context, asked.number, { ...step, ...said }, null);
    }
  }
}

async function newestTicket({ tx, places }: Office, team: string): Promise<number | undefined> {
  const row = await tx
    .selectFrom('ticket')
    .select('number')
    .where('team_id', '=', places.teams[team] ?? '')
    .where('confidential', '=', false)
    .where('merged_into_id', 'is', null)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.number;
}
