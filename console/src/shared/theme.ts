import { useSyncExternalStore } from 'react';

export type ThemeChoice = 'light' | 'dark' | 'system';
const stored = 'shouwen.theme';
const listeners = new Set<() => void>();
const dark = window.matchMedia('(prefers-color-scheme: dark)');

/** What the user chose on this machine. */
export function themeChoice(): ThemeChoice {
  const choice = localStorage.getItem(stored);
  return choice === 'light' || choice === 'dark' ? choice : 'system';
}

/** The theme on screen. */
export function themeNow(): 'light' | 'dark' {
  const choice = themeChoice();
  if (choice === 'system') return dark.matches ? 'dark' : 'light';
  return choice;
}

/** Changes and keeps the choice. */
export function chooseTheme(choice: ThemeChoice): void {
  localStorage.setItem(stored, choice);
  applyTheme();
}

/** Puts the theme on the page; the style sheets read it from the root element. */
export function applyTheme(): void {
  showTheme(themeNow());
  for (const listener of listeners) listener();
}

/** Shows a theme for a while whatever was chosen: the page that does so gives it back. */
export function showTheme(theme: 'light' | 'dark'): void {
  document.documentElement.dataset.theme = theme;
  document.documentElement.style.colorScheme = theme;
}
dark.addEventListener('change', applyTheme);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useTheme(): 'light' | 'dark' {
  return useSyncExternalStore(subscribe, themeNow);
}

export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(subscribe, themeChoice);
}
