import { useState, useSyncExternalStore } from 'react';
import { usePreference } from '../shared/preference.ts';

const wide = window.matchMedia('(min-width: 1181px)');

/**
 * Whether the context pane is shown, and its switch. With room for three panes it is a lasting choice; without, it lies
 * over the conversation and is closed at first.
 */
export function useContextPane(): [boolean, () => void] {
  const hasRoom = useSyncExternalStore(
    (listener) => {
      wide.addEventListener('change', listener);
      return () => wide.removeEventListener('change', listener);
    },
    () => wide.matches,
  );
  const [chosen, choose] = usePreference('context', ['shown', 'hidden'], 'shown');
  const [over, setOver] = useState(false);
  if (hasRoom) return [chosen === 'shown', () => choose(chosen === 'shown' ? 'hidden' : 'shown')];
  return [over, () => setOver(!over)];
}
