import { viewerOf } from '../people/viewer.ts';
import { type Implementation, implement } from '../platform/http/implement.ts';
import { askForInstruction } from './ask-for-instruction.ts';
import { findInstruction } from './find-instruction.ts';
import { explainDuty, instructionPage } from './instruction-page.query.ts';
import { ladderOf } from './ladder.query.ts';
import { listInstructions } from './list-instructions.query.ts';
import { peopleNames } from './summaries.query.ts';
import { takeStep } from './take-step.ts';

export const instructionRoutes: Implementation[] = [
  implement('askForInstruction', async (tx, context, { body }) =>
    instructionPage(tx, context, await askForInstruction(tx, context, body)),
  ),
  implement('listInstructions', (tx, context, { query }) => listInstructions(tx, context, query)),
  implement('instructionLadder', async (tx, context) => {
    const ladder = await ladderOf(tx, context, viewerOf(context).userId);
    const names = await peopleNames(tx, context, ladder);
    return { items: ladder.map(names) };
  }),
  implement('getInstruction', async (tx, context, { params }) =>
    instructionPage(tx, context, await findInstruction(tx, context, params.number)),
  ),
  implement('takeInstructionStep', async (tx, context, { params, body, ifMatch }) =>
    instructionPage(tx, context, await takeStep(tx, context, params.number, body, ifMatch)),
  ),
  implement('explainInstructionDuty', (tx, context, { params }) =>
    explainDuty(tx, context, params.number, params.duty),
  ),
];
