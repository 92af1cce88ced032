import { z } from 'zod';

/**
 * What the server says over Socket.IO (path `/socket.io`, WebSocket only, so that any node will do): ids of what has
 * changed, never content. The client fetches what it may see; after a reconnect it fetches everything anew.
 */
export interface ServerMessages {
  /** these tickets have changed; only what the receiver may see. `position` is that of the last event behind it */
  tickets(message: { ids: string[]; numbers: number[]; position: number }): void;
  /** something may have left the receiver's sight, or their rights have changed: fetch lists anew */
  lists(): void;
  /** the receiver's obligations or notifications have changed */
  duties(): void;
  /** who else is looking at the ticket that the receiver looks at, and who is typing there */
  presence(message: { number: number; people: { id: string; name: string; typing: boolean }[] }): void;
}

/** What a client says: which ticket it looks at (null for none any more) and whether its person is typing there. */
export const Viewing = z.strictObject({
  number: z.number().int().min(1).nullable(),
  typing: z.boolean().default(false),
});
export interface ClientMessages {
  viewing(message: z.input<typeof Viewing>): void;
}
