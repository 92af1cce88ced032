import type { BodyOf, MailboxFilter, ResponseOf, Routes } from '@shouwen/api';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../shared/api.ts';

export type Mailbox = ResponseOf<Routes['listMailboxes']>['items'][number];
export type Receive = Mailbox['receive'];
export type Send = Mailbox['send'];
export type Imap = Extract<Receive, { way: 'imap' }>;
export type Smtp = Extract<Send, { way: 'smtp' }>;
export type Oauth = NonNullable<Imap['oauth']>;
export type Filter = MailboxFilter;
export type MailboxBody = BodyOf<Routes['createMailbox']>;
export type Trials = ResponseOf<Routes['tryMailbox']>;

export const mailboxesQuery = queryOptions({
  queryKey: ['mailboxes'],
  queryFn: async () => (await call('listMailboxes', {})).items,
});

export const mailFieldsQuery = queryOptions({
  queryKey: ['mailboxes', 'fields'],
  queryFn: async () => (await call('mailFields', {})).items,
  staleTime: 5 * 60_000,
});
