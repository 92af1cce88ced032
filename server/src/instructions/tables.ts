import type { Dissent, InstructionState, instructionSteps } from '@shouwen/api';
import type { z } from 'zod';

export interface InstructionRequestTable {
  org_id: number;
  id: string;
  number: number;
  kind_key: string;
  /** as the kind had it when it was asked */
  at_once: boolean;
  /** where the asker works */
  unit_id: string;
  ticket_id: string | null;
  facts: string;
  opinion: string;
  urgent_reason: string | null;
  asked_by: string;
  asked_at: Date;
  /** who carries it on: the asker, or who took over from the asker */
  asker_id: string;
  /** the level that has it now */
  addressee_id: string;
  asked_back: boolean;
  state: InstructionState;
  /** the levels that were passed over */
  skipped: string[];
  /** the step with the instruction in force */
  instruction_step: string | null;
  verbal: boolean;
  /** who stands for the instruction: who gave it, or the successor */
  superior_id: string | null;
  confirmed_at: Date | null;
  acknowledged_at: Date | null;
  /** to those who were passed over */
  reported_at: Date | null;
  dissent: z.output<typeof Dissent>;
  considerer_id: string | null;
  version: number;
}
export interface InstructionPartyTable {
  org_id: number;
  request_id: string;
  user_id: string;
  role: 'addressed' | 'skipped';
}
export interface InstructionStepTable {
  org_id: number;
  id: string;
  request_id: string;
  seq: number;
  kind: (typeof instructionSteps)[number];
  at: Date;
  by_id: string;
  to_id: string | null;
  text: string | null;
  said_at: Date | null;
  carry_out_by: Date | null;
  event_id: string;
}
export interface InstructionFileTable {
  org_id: number;
  step_id: string;
  file_id: string;
  position: number;
}
export interface InstructionTables {
  instruction_file: InstructionFileTable;
  instruction_request: InstructionRequestTable;
  instruction_party: InstructionPartyTable;
  instruction_step: InstructionStepTable;
}
