import { type ReactNode, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './icons.tsx';

export interface Toast {
  id: number;
  tone: 'good' | 'plain' | 'bad';
  text: ReactNode;
  action?: { label: string; run: () => void };
}

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();
const icons = { good: 'check', plain: 'info', bad: 'warn' } as const;
const showFor = { good: 5_000, plain: 6_000, bad: 10_000, withAction: 10_000 };

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Says what just happened, with one thing that can be done about it (undo, open). It leaves by itself. */
export function toast(
  text: ReactNode,
  options: { tone?: Toast['tone']; action?: Toast['action'] } = {},
): void {
  const tone = options.tone ?? 'good';
  const id = nextId++;
  change([...toasts.slice(-2), { id, tone, text, ...(options.action ? { action: options.action } : {}) }]);
  window.setTimeout(() => dismiss(id), options.action ? showFor.withAction : showFor[tone]);
}

function dismiss(id: number): void {
  if (toasts.some((each) => each.id === id)) change(toasts.filter((each) => each.id !== id));
}

/** Where toasts appear; mounted once. Read aloud politely. */
export function Toasts() {
  const { t } = useTranslation();
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <section className="toasts" aria-label={t('toasts.label')} aria-live="polite" aria-relevant="additions">
      {shown.map((each) => (
        <div key={each.id} className={`toast toast-${each.tone}`}>
          <Icon name={icons[each.tone]} />
          <div className="toast-text">{each.text}</div>
          {each.action && (
            <button
              type="button"
              className="toast-action"
              onClick={() => {
                each.action?.run();
                dismiss(each.id);
              }}
            >
              {each.action.label}
            </button>
          )}
          <button
            type="button"
            className="toast-close"
            aria-label={t('common.close')}
            onClick={() => dismiss(each.id)}
          >
            <Icon name="close" size={14} />
          </button>
        </div>
      ))}
    </section>
  );
}
