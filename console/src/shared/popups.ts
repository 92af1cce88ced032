/** The landmark in which menus and dialogs stand. */
export const popupsId = 'popups';

/** Where the kit puts menus and dialogs. */
export function popupContainer(): HTMLElement {
  return document.getElementById(popupsId) ?? document.body;
}
