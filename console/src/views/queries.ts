import type { BodyOf, ResponseOf, Routes } from '@shouwen/api';
import type { Condition } from '@shouwen/conditions';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../shared/api.ts';

export type View = ResponseOf<Routes['listViews']>['items'][number];
export type ViewBody = BodyOf<Routes['createView']>;

/** The condition of a view that came from the server, which checked it. */
export const conditionIn = (view: Pick<View, 'condition'>): Condition => view.condition as Condition;

/** The first tickets that a view would show, before it is saved. */
export const previewQuery = (body: Pick<ViewBody, 'condition' | 'sort' | 'grouping'>) =>
  queryOptions({
    queryKey: ['tickets', 'preview', body],
    queryFn: ({ signal }) => call('previewTickets', { body: { ...body, limit: 50 } }, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });

/** How many tickets a view would show in all. */
export const previewCountQuery = (condition: unknown) =>
  queryOptions({
    queryKey: ['tickets', 'preview-count', condition],
    queryFn: ({ signal }) => call('previewView', { body: { condition } }, { signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });
