import { useMutation } from '@tanstack/react-query';
import { sayProblem } from '../../shared/problem.ts';
import { useTicketChanged } from '../queries.ts';

/** A call that changes one ticket: afterwards the ticket, the lists and the duties are fetched anew. */
export function useTicketAction<Input = void, Output = unknown>(
  number: number,
  run: (input: Input) => Promise<Output>,
  done?: (output: Output, input: Input) => void,
) {
  const changed = useTicketChanged();
  return useMutation({
    mutationFn: run,
    onSuccess: (output, input) => {
      changed(number);
      done?.(output, input);
    },
    onError: sayProblem,
  });
}
