import type { SuggestionOptions, SuggestionProps } from '@tiptap/suggestion';
import type { RefObject } from 'react';

/** What can be chosen after a mark in the text: a colleague after `@`, a canned answer after `/`. */
export interface Choice {
  id: string;
  label: string;
}
export interface Offer {
  kind: 'people' | 'canned';
  query: string;
  /** where the mark stands on screen */
  rect: DOMRect | null;
  choose: (choice: Choice) => void;
}
/** Between the editor, which knows when something is offered, and the menu, which knows what. */
export interface Offers {
  show: (offer: Offer | null) => void;
  /** what the menu does with a key; true when it was for the menu */
  key: RefObject<((event: KeyboardEvent) => boolean) | null>;
}

type Props = SuggestionProps<Choice, Choice>;

/** The part of a suggestion that is the same for both. */
export function offering(
  kind: Offer['kind'],
  offers: Offers,
): Pick<SuggestionOptions<Choice, Choice>, 'items' | 'render'> {
  const show = (props: Props) =>
    offers.show({
      kind,
      query: props.query,
      rect: props.clientRect?.() ?? null,
      choose: (choice) => props.command(choice),
    });
  return {
    items: () => [],
    render: () => ({
      onStart: show,
      onUpdate: show,
      onKeyDown: ({ event }) => {
        if (event.key !== 'Escape') return offers.key.current?.(event) ?? false;
        const shown = offers.key.current !== null;
        offers.show(null);
        return shown;
      },
      onExit: () => offers.show(null),
    }),
  };
}
