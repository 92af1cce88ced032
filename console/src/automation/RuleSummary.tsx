import type { SummaryProps } from '../settings/sections.tsx';
import { useRuleSentence } from './use-rule-sentence.ts';

/** The rule in plain words. */
export function RuleSummary({ entry }: SummaryProps<'automation_rules'>) {
  return <span>{useRuleSentence(entry.value)}</span>;
}
