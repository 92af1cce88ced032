import type { CSSProperties } from 'react';
import { usePersonal } from '../shared/personal.ts';

export const panes = {
  list: { least: 260, most: 560, standard: 320 },
  context: { least: 260, most: 520, standard: 300 },
} as const;

interface Panes {
  list: number;
  context: number;
  setList: (width: number) => void;
  setContext: (width: number) => void;
  style: CSSProperties;
}

/** The widths of the outer panes, as this person left them. */
export function usePanes(): Panes {
  const [list, setList] = usePersonal('pane.list', String(panes.list.standard));
  const [context, setContext] = usePersonal('pane.context', String(panes.context.standard));
  const widths = { list: within(list, panes.list), context: within(context, panes.context) };
  const style: CSSProperties & Record<'--list' | '--context', string> = {
    '--list': `${widths.list}px`,
    '--context': `${widths.context}px`,
  };
  return {
    ...widths,
    setList: (width) => setList(String(width)),
    setContext: (width) => setContext(String(width)),
    style,
  };
}

function within(given: string, { least, most, standard }: (typeof panes)[keyof typeof panes]): number {
  const width = Number(given);
  return Number.isFinite(width) ? Math.min(most, Math.max(least, width)) : standard;
}
