import { call } from '../shared/api.ts';

const where = 'sign-in-from';
const channel = 'shouwen-confirm';

/** Sends the browser to a provider to sign in there; afterwards it goes on where the person wanted to be. */
export async function goToProvider(id: string, target: string): Promise<void> {
  const { url } = await call('visitProvider', { params: { id }, body: { purpose: 'sign_in' } });
  sessionStorage.setItem(where, target);
  location.assign(url);
}

/** Where the person wanted to be before the visit. */
export function takeTarget(): string | null {
  const target = sessionStorage.getItem(where);
  sessionStorage.removeItem(where);
  return target;
}

/**
 * Lets the person prove at a provider, in a window of its own, that it is they. Gives false when the window was closed
 * before. Must be called at a click, or browsers open no window.
 */
export async function proveAtProvider(id: string): Promise<boolean> {
  const visitor = window.open('', '_blank', 'popup,width=520,height=680');
  const news = new BroadcastChannel(channel);
  try {
    const { url } = await call('visitProvider', { params: { id }, body: { purpose: 'confirm' } });
    if (!visitor) return false;
    visitor.location.href = url;
    return await new Promise<boolean>((resolve) => {
      const look = window.setInterval(() => visitor.closed && end(false), 500);
      const end = (confirmed: boolean) => {
        window.clearInterval(look);
        resolve(confirmed);
      };
      news.onmessage = () => end(true);
    });
  } finally {
    news.close();
    visitor?.close();
  }
}

/** Tells the page that asked that the proof was given. */
export function tellConfirmed(): void {
  const news = new BroadcastChannel(channel);
  news.postMessage('confirmed');
  news.close();
}
