import type { CalendarValue } from '@shouwen/api';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Weekday, weekdays } from './days.ts';
import { IntervalsField } from './IntervalsField.tsx';
import { clock, coverage, paint } from './paint.ts';

type Week = CalendarValue['hours'][number]['week'];
const STEP = 30;
const slots = Array.from({ length: 1440 / STEP }, (_, slot) => slot * STEP);

interface WeekPainterProps {
  week: Week;
  onChange: (week: Week) => void;
}

/**
 * The hours of a week: half hours to paint with the pointer or with arrow keys and space, and beside them the intervals
 * to the minute, where nights are written too.
 */
export function WeekPainter({ week, onChange }: WeekPainterProps) {
  const { t } = useTranslation();
  const grid = useRef<HTMLTableElement>(null);
  const [at, setAt] = useState({ day: 0, slot: 18 });
  // What the stroke in hand does: opens or closes, as its first half hour says.
  const [stroke, setStroke] = useState<boolean | null>(null);
  const hoursOf = (day: Weekday) => week[day] ?? [];
  const set = (day: Weekday, intervals: string[]) => onChange({ ...week, [day]: intervals });
  const isOpen = (day: Weekday, minute: number) => coverage(hoursOf(day), minute, minute + STEP) === 'open';
  const brush = (day: Weekday, minute: number, open: boolean) =>
    set(day, paint(hoursOf(day), minute, minute + STEP, open));
  const cellOf = (target: EventTarget | null) => {
    if (!(target instanceof HTMLElement) || target.dataset.day === undefined) return null;
    const day = weekdays.find((each) => each === target.dataset.day);
    return day ? { day, minute: Number(target.dataset.minute) } : null;
  };
  const begin = (event: PointerEvent) => {
    const cell = cellOf(event.target);
    if (!cell || event.button !== 0) return;
    event.preventDefault();
    const open = !isOpen(cell.day, cell.minute);
    setStroke(open);
    setAt({ day: weekdays.indexOf(cell.day), slot: cell.minute / STEP });
    brush(cell.day, cell.minute, open);
  };
  const go = (event: PointerEvent) => {
    if (stroke === null) return;
    // A finger keeps the cell on which it began as the target; what lies under it counts.
    const cell = cellOf(document.elementFromPoint(event.clientX, event.clientY));
    if (cell && isOpen(cell.day, cell.minute) !== stroke) brush(cell.day, cell.minute, stroke);
  };
  const move = (event: KeyboardEvent) => {
    const day = weekdays[at.day] ?? 'mon';
    const minute = at.slot * STEP;
    if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      return brush(day, minute, !isOpen(day, minute));
    }
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = {
      day: Math.min(6, Math.max(0, at.day + (step[0] ?? 0))),
      slot: Math.min(slots.length - 1, Math.max(0, at.slot + (step[1] ?? 0))),
    };
    setAt(next);
    const there = weekdays[next.day] ?? 'mon';
    if (event.shiftKey) brush(there, next.slot * STEP, isOpen(day, minute));
    grid.current?.querySelector<HTMLElement>(`[data-at="${next.day}-${next.slot}"]`)?.focus();
  };
  return (
    <div className="week-painter">
      <p className="help">{t('calendar.paint_help')}</p>
      <div className="week-scroll">
        <table
          ref={grid}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid that is moved through with arrow keys
          role="grid"
          aria-label={t('calendar.week')}
          onPointerDown={begin}
          onPointerMove={go}
          onPointerUp={() => setStroke(null)}
          onPointerLeave={() => setStroke(null)}
          onKeyDown={move}
        >
          <thead aria-hidden="true">
            <tr>
              <th />
              {[0, 3, 6, 9, 12, 15, 18, 21].map((hour) => (
                <th key={hour} colSpan={6}>
                  {clock(hour * 60)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weekdays.map((day, row) => (
              <tr key={day}>
                <th scope="row">{t(`weekday.${day}`)}</th>
                {slots.map((minute, slot) => {
                  const state = coverage(hoursOf(day), minute, minute + STEP);
                  return (
                    <td
                      key={minute}
                      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of the grid, which can be chosen
                      role="gridcell"
                      aria-selected={state === 'open'}
                      aria-label={`${t(`weekday.${day}`)} ${clock(minute)}`}
                      tabIndex={at.day === row && at.slot === slot ? 0 : -1}
                      data-day={day}
                      data-minute={minute}
                      data-at={`${row}-${slot}`}
                      className={`slot ${state}`}
                      onFocus={() => setAt({ day: row, slot })}
                    />
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="week-lines">
        {weekdays.map((day) => (
          <IntervalsField
            key={day}
            label={t(`weekday.${day}`)}
            value={hoursOf(day)}
            onChange={(intervals) => set(day, intervals)}
          />
        ))}
      </div>
    </div>
  );
}
