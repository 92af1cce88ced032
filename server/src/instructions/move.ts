import type { NextStep } from '@shouwen/api';
import type { Context } from '../context.ts';
import type { Tx } from '../tables.ts';
import type { RequestRow } from './policy.ts';

/** Takes one step on a locked request that stands so that it can be taken. Gives the request after it. */
export type Move = (tx: Tx, context: Context, request: RequestRow, step: NextStep) => Promise<RequestRow>;
