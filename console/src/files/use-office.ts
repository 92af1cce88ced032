import { useQuery } from '@tanstack/react-query';
import { type OfficeAnswer, type OfficeQuestion, readOffice } from './read-office.ts';

/** What is in an office file. */
export function useOffice(id: string, kind: OfficeQuestion['kind']) {
  return useQuery<OfficeAnswer>({
    queryKey: ['file', id, kind],
    queryFn: ({ signal }) => readOffice(id, kind, signal),
    staleTime: Number.POSITIVE_INFINITY, // a stored file never changes
    retry: false,
  });
}
