import { instructionStates } from '@shouwen/api';
import { useSearchParams } from 'react-router';
import { boxes, type InstructionFilter } from './queries.ts';

/** What the list is narrowed to. It stands in the address, so that going back finds it again. */
export function useInstructionFilter(): [InstructionFilter, (change: Partial<InstructionFilter>) => void] {
  const [params, setParams] = useSearchParams();
  const filter: InstructionFilter = {
    box: boxes.find((box) => box === params.get('box')) ?? 'to_answer',
    state: instructionStates.find((state) => state === params.get('state')) ?? null,
    kind: params.get('kind'),
  };
  const narrow = (change: Partial<InstructionFilter>) => {
    const next = Object.entries({ ...filter, ...change }).flatMap(([name, value]) =>
      value === null || value === undefined ? [] : [[name, value] as [string, string]],
    );
    setParams(new URLSearchParams(next), { replace: true });
  };
  return [filter, narrow];
}
