import { useCallback, useEffect, useRef, useState } from 'react';
import type { TicketRow } from '../queries.ts';

export interface Selection {
  numbers: ReadonlySet<number>;
  /** adds or takes away one row; with `range` everything between it and the row before */
  toggle(number: number, range?: boolean): void;
  all(): void;
  clear(): void;
}

/** The rows that are selected for a bulk change; rows that leave the list leave the selection. */
export function useSelection(rows: readonly TicketRow[]): Selection {
  const [numbers, setNumbers] = useState<ReadonlySet<number>>(new Set());
  const last = useRef<number | null>(null);
  useEffect(() => {
    const shown = new Set(rows.map((row) => row.number));
    setNumbers((before) => {
      const left = [...before].filter((number) => shown.has(number));
      return left.length === before.size ? before : new Set(left);
    });
  }, [rows]);
  // the same as long as the rows are: each row holds it, and is drawn again with another one
  const toggle = useCallback(
    (number: number, range = false) => {
      const from = rows.findIndex((row) => row.number === last.current);
      const to = rows.findIndex((row) => row.number === number);
      last.current = number;
      setNumbers((before) => {
        const next = new Set(before);
        if (range && from !== -1 && to !== -1) {
          for (const row of rows.slice(Math.min(from, to), Math.max(from, to) + 1)) next.add(row.number);
        } else if (!next.delete(number)) next.add(number);
        return next;
      });
    },
    [rows],
  );
  return {
    numbers,
    toggle,
    all: () => setNumbers(new Set(rows.map((row) => row.number))),
    clear: () => setNumbers(new Set()),
  };
}
