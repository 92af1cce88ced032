import { type CSSProperties, useRef } from 'react';

interface ResizerProps {
  label: string;
  /** `end`: the pane lies at the right of its resizer */
  side: 'start' | 'end';
  width: number;
  least: number;
  most: number;
  standard: number;
  onWidth: (width: number) => void;
}

const step = 16;

/** The edge of a pane, moved by pointer or arrow keys; a double click gives the usual width back. */
export function PaneResizer({ label, side, width, least, most, standard, onWidth }: ResizerProps) {
  const from = useRef<{ x: number; width: number } | null>(null);
  const put = (next: number) => onWidth(Math.round(Math.min(most, Math.max(least, next))));
  const towards = side === 'start' ? 1 : -1;
  const place: CSSProperties = side === 'start' ? { left: width } : { right: width };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      className={`pane-resizer ${side}`}
      style={place}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, width };
      }}
      onPointerMove={(event) => {
        if (from.current) put(from.current.width + (event.clientX - from.current.x) * towards);
      }}
      onPointerUp={() => {
        from.current = null;
      }}
      onDoubleClick={() => onWidth(standard)}
      onKeyDown={(event) => {
        const moves: Record<string, number> = { ArrowLeft: -step * towards, ArrowRight: step * towards };
        const move = moves[event.key];
        if (move !== undefined) put(width + move);
        else if (event.key === 'Home') put(least);
        else if (event.key === 'End') put(most);
        else return;
        event.preventDefault();
      }}
    />
  );
}
