import { channels, type SectionName, type SectionValue } from '@shouwen/api';
import type { ComponentType } from 'react';
import { FiringsPanel } from '../automation/FiringsPanel.tsx';
import { RuleExamples } from '../automation/RuleExamples.tsx';
import { RuleForm } from '../automation/RuleForm.tsx';
import { RuleSummary } from '../automation/RuleSummary.tsx';
import { RuleSwitch } from '../automation/RuleSwitch.tsx';
import { CalendarForm } from '../calendars/CalendarForm.tsx';
import { CalendarSummary } from '../calendars/CalendarSummary.tsx';
import { OpenWorkPanel } from '../policies/OpenWorkPanel.tsx';
import { PolicyForm } from '../policies/PolicyForm.tsx';
import { PolicySummary } from '../policies/PolicySummary.tsx';
import { RecalculationPanel } from '../policies/RecalculationPanel.tsx';
import { ScheduleForm, ScheduleSummary } from '../schedules/ScheduleForm.tsx';
import type { Entry } from '../shared/config.ts';
import { CannedForm, CannedSummary } from './forms/CannedForm.tsx';
import { CategoryForm, CategorySummary } from './forms/CategoryForm.tsx';
import { FieldForm, FieldSummary } from './forms/FieldForm.tsx';
import { InstructionDutyForm, InstructionDutySummary } from './forms/InstructionDutyForm.tsx';
import { InstructionKindForm, InstructionKindSummary } from './forms/InstructionKindForm.tsx';
import { MacroForm, MacroSummary } from './forms/MacroForm.tsx';
import { MailTemplateForm, MailTemplateSummary } from './forms/MailTemplateForm.tsx';
import { NamedSettingForm, NamedSettingSummary } from './forms/NamedSettingForm.tsx';
import { ObligationForm, ObligationSummary } from './forms/ObligationForm.tsx';
import { PriorityForm, PrioritySummary } from './forms/PriorityForm.tsx';
import { RoleForm, RoleSummary } from './forms/RoleForm.tsx';
import { SkillForm, SkillSummary } from './forms/SkillForm.tsx';
import { StatusForm, StatusSummary } from './forms/StatusForm.tsx';
import { TierForm, TierSummary } from './forms/TierForm.tsx';
import { TypeForm, TypeSummary } from './forms/TypeForm.tsx';
import { WebFormForm, WebFormSummary } from './forms/WebFormForm.tsx';

export interface ValueFormProps<S extends SectionName> {
  /** stable key of the entry; empty for a new one */
  entryKey: string;
  value: SectionValue<S>;
  onChange: (changes: Partial<SectionValue<S>>) => void;
}
export interface SummaryProps<S extends SectionName> {
  entry: Entry<S>;
}

/** How one section of the configuration is shown and edited. */
export interface SectionDefinition<S extends SectionName> {
  Form: ComponentType<ValueFormProps<S>>;
  /** what stands beside the name in the list */
  Summary: ComponentType<SummaryProps<S>>;
  /** what stands below the list: how far open work has come in following it */
  Below?: ComponentType;
  /** what stands at the end of its row */
  Side?: ComponentType<SummaryProps<S>>;
  /** what stands where there is no entry yet: examples to begin with */
  Start?: ComponentType<{ onBegin: (value: SectionValue<S>) => void }>;
  /** what a new entry starts with; null where entries are fixed */
  blank: SectionValue<S> | null;
}

const day = ['09:00-17:00'];

export const sections: { [S in SectionName]: SectionDefinition<S> } = {
  statuses: { Form: StatusForm, Summary: StatusSummary, blank: { name: '', category: 'open', order: 10 } },
  types: { Form: TypeForm, Summary: TypeSummary, blank: { name: '', order: 10 } },
  categories: { Form: CategoryForm, Summary: CategorySummary, blank: { name: '', parent: null, order: 10 } },
  fields: { Form: FieldForm, Summary: FieldSummary, blank: { name: '', type: 'text', order: 10 } },
  priority: { Form: PriorityForm, Summary: PrioritySummary, blank: null },
  roles: { Form: RoleForm, Summary: RoleSummary, blank: { name: '', permissions: [], order: 10 } },
  tiers: { Form: TierForm, Summary: TierSummary, blank: { name: '', order: 10 } },
  skills: { Form: SkillForm, Summary: SkillSummary, blank: { name: '', order: 10 } },
  calendars: {
    Below: RecalculationPanel,
    Form: CalendarForm,
    Summary: CalendarSummary,
    blank: {
      name: '',
      order: 10,
      zone: null,
      hours: [{ from: null, week: { mon: day, tue: day, wed: day, thu: day, fri: day } }],
      closures: [],
      days: [],
      counts_for: { teams: [], units: [] },
    },
  },
  obligations: {
    Form: ObligationForm,
    Summary: ObligationSummary,
    blank: {
      name: '',
      clause: null,
      rules: [],
      on: 'ticket.opened',
      owner: ['assignee', 'first_contact_owner', 'team_lead', 'team'],
      target: { default: { low: 2880, normal: 1440, high: 480, urgent: 60 } },
      pause_while: ['waiting_for_customer'],
      proof: 'answer',
      warn: [{ share: 0.75 }],
      escalate: [{ after_minutes: 0, to: 'leader_of_owner' }],
      towards_customer: true,
    },
  },
  policies: {
    Below: OpenWorkPanel,
    Form: PolicyForm,
    Summary: PolicySummary,
    blank: {
      name: '',
      order: 10,
      active: true,
      when: { all: [] },
      contacts: [...channels],
      answers: ['reply', 'resolution'],
      owed: {},
    },
  },
  automation_rules: {
    Below: FiringsPanel,
    Form: RuleForm,
    Side: RuleSwitch,
    Start: RuleExamples,
    Summary: RuleSummary,
    blank: {
      name: '',
      order: 10,
      active: true,
      on: { events: ['opened'] },
      when: { all: [] },
      do: [{ do: 'change', set: {} }],
    },
  },
  instruction_kinds: {
    Form: InstructionKindForm,
    Summary: InstructionKindSummary,
    blank: { name: '', at_once: false, order: 10 },
  },
  instruction_duties: { Form: InstructionDutyForm, Summary: InstructionDutySummary, blank: null },
  schedules: {
    Form: ScheduleForm,
    Summary: ScheduleSummary,
    blank: {
      name: '',
      order: 10,
      active: true,
      kind: 'routine',
      days: { every: 'open_day' },
      at: '09:00',
      team_id: '',
      owner: 'team',
    },
  },
  macros: { Form: MacroForm, Summary: MacroSummary, blank: { name: '', order: 10 } },
  canned: { Form: CannedForm, Summary: CannedSummary, blank: { name: '', body: '', order: 10 } },
  mail_templates: { Form: MailTemplateForm, Summary: MailTemplateSummary, blank: null },
  web_forms: {
    Form: WebFormForm,
    Summary: WebFormSummary,
    blank: { name: '', team_id: null, type: null, active: true },
  },
  settings: { Form: NamedSettingForm, Summary: NamedSettingSummary, blank: null },
};

/** The sections by what they are about, in the order in which one sets up a department. */
export const sectionGroups = {
  requests: ['types', 'categories', 'statuses', 'fields', 'priority', 'tiers'],
  promises: ['calendars', 'obligations', 'policies', 'schedules', 'instruction_kinds', 'instruction_duties'],
  ways: ['web_forms', 'canned', 'mail_templates', 'macros', 'automation_rules'],
  house: ['roles', 'skills', 'settings'],
} as const satisfies Record<string, readonly SectionName[]>;
