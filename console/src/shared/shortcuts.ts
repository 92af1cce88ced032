import { useEffect, useRef } from 'react';
import { usePreference } from './preference.ts';

export type Shortcuts = Record<string, (event: KeyboardEvent) => void>;

/** What listens now, the newest part of the page last. */
const listening: { current: Shortcuts }[] = [];

/** Whether a shortcut would do something on what is shown. */
export const hasShortcut = (key: string): boolean =>
  listening.some((each) => each.current[key] !== undefined);

/** Does what a shortcut does, for those who choose it by name. */
export function runShortcut(key: string): void {
  const run = listening.findLast((each) => each.current[key] !== undefined)?.current[key];
  run?.(new KeyboardEvent('keydown', { key }));
}

/**
 * Single-key shortcuts of the page that is shown. Silent while somebody types, while a dialog or menu is open, and when
 * the user has switched single keys off (WCAG 2.1.4).
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  const [enabled] = useSingleKeys();
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    listening.push(latest);
    return () => {
      listening.splice(listening.indexOf(latest), 1);
    };
  }, []);
  useEffect(() => {
    if (enabled === 'off') return;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || dialogIsOpen()) return;
      const run = latest.current[event.key];
      if (!run || (event.key === 'Enter' && isPressable(event.target))) return;
      event.preventDefault();
      run(event);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [enabled]);
}

/** Whether single keys act as shortcuts on this machine. */
export function useSingleKeys() {
  return usePreference('single-keys', ['on', 'off'], 'on');
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type);
  return ['TEXTAREA', 'SELECT'].includes(target.tagName) || target.role === 'combobox';
}

function isPressable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('button, a, [role="menuitem"], summary') !== null;
}

function dialogIsOpen(): boolean {
  const layers = document.querySelectorAll<HTMLElement>(
    '[role="dialog"], dialog[open], .ant-dropdown [role="menu"]',
  );
  return [...layers].some((layer) => layer.checkVisibility());
}
