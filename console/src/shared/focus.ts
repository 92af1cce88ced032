/** Puts the focus on a field when it appears: `ref={focusFirst}`. One function for all, so it acts only once for each. */
export function focusFirst(element: HTMLElement | null): void {
  element?.focus();
}
