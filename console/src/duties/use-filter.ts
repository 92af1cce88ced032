import { useSearchParams } from 'react-router';
import { type DutyGroup, dutyGroups } from './groups.ts';

export interface DutyFilter {
  /** null: what I owe; what is owed on requests that I answer for as first-contact owner; what those owe whom I lead */
  scope: 'first_contact' | 'led' | null;
  /** of those whom I lead: this one */
  person: string | null;
  when: DutyGroup | null;
  kind: string | null;
}

const scopes = ['first_contact', 'led'] as const;

/** What the page is narrowed to. It stands in the address, so that going back finds it again. */
export function useDutyFilter(): [DutyFilter, (change: Partial<DutyFilter>) => void] {
  const [params, setParams] = useSearchParams();
  const filter: DutyFilter = {
    scope: scopes.find((scope) => scope === params.get('scope')) ?? null,
    person: params.get('person'),
    when: dutyGroups.find((group) => group === params.get('when')) ?? null,
    kind: params.get('kind'),
  };
  const narrow = (change: Partial<DutyFilter>) => {
    const next = Object.entries({ ...filter, ...change }).flatMap(([name, value]) =>
      value === null || value === undefined ? [] : [[name, value] as [string, string]],
    );
    setParams(new URLSearchParams(next), { replace: true });
  };
  return [filter, narrow];
}
