import { MailVerdict, type ResponseOf, type Routes } from '@shouwen/api';
import { call } from '../shared/api.ts';

export type MailPage = ResponseOf<Routes['listMail']>;
export type Mail = MailPage['items'][number];
export type MailDetail = ResponseOf<Routes['getMail']>;
export type Block = ResponseOf<Routes['listMailBlocks']>['items'][number];

export const verdicts = MailVerdict.options;
export type Verdict = MailVerdict;

/** Which rows are shown: everything, what waits for its next try, or one verdict. */
export interface JournalFilter {
  q: string;
  verdict: Verdict | 'pending' | '';
}

/** What the filter asks of the server. */
export const asked = ({ q, verdict }: JournalFilter) => ({
  ...(q.trim() ? { q: q.trim() } : {}),
  ...(verdict === 'pending' ? { state: 'pending' as const } : verdict ? { verdict } : {}),
});

/** Pages of the journal, newest first. */
export const journalQuery = (filter: JournalFilter) => ({
  queryKey: ['mail-journal', filter],
  queryFn: ({ pageParam }: { pageParam: string }) =>
    call('listMail', {
      query: { limit: 50, ...asked(filter), ...(pageParam ? { cursor: pageParam } : {}) },
    }),
  initialPageParam: '',
  getNextPageParam: (last: MailPage) => last.next_cursor ?? undefined,
});

/** One mail with its text. */
export const mailQuery = (id: string) => ({
  queryKey: ['mail', id],
  queryFn: () => call('getMail', { params: { id } }),
});

export const blocksQuery = {
  queryKey: ['mail-blocks'],
  queryFn: async () => (await call('listMailBlocks', {})).items,
};
