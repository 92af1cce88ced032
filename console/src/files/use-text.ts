import { useQuery } from '@tanstack/react-query';
import { decodeText } from './decode-text.ts';
import { readStart } from './read-start.ts';

/** The beginning of a text file, at most so many bytes of it. */
export function useText(id: string, most: number) {
  return useQuery({
    queryKey: ['file', id, 'text', most],
    queryFn: async ({ signal }) => {
      const { content, whole } = await readStart(id, most, signal);
      return { text: decodeText(content), whole };
    },
    staleTime: Number.POSITIVE_INFINITY, // a stored file never changes
  });
}
