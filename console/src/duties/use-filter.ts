import { useSearchParams } from 'react-router';
import { type DutyGroup, dutyGroups } from './groups.ts';

export interface DutyFilter {
  when: DutyGroup | null;
  kind: string | null;
}

/** What the page is narrowed to. It stands in the address, so that going back finds it again. */
export function useDutyFilter(): [DutyFilter, (change: Partial<DutyFilter>) => void] {
  const [params, setParams] = useSearchParams();
  const filter: DutyFilter = {
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
