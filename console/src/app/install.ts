const reloadedAt = 'reloaded-for-upgrade';
const pause = 60_000; // ms: a file that is missing for another reason must not reload the page for ever

/** Lets the browser install the console as an app. In development there is nothing to install. */
export function offerInstallation(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  // refused in private windows and by policy: then it is a page in a tab, as before
  navigator.serviceWorker.register('/sw.js').catch(() => undefined);
}

/** After an upgrade the files of yesterday's program are gone: a page that still asks for one is loaded anew. */
export function followUpgrades(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem(reloadedAt) ?? 0);
    if (Date.now() - last < pause) return;
    sessionStorage.setItem(reloadedAt, String(Date.now()));
    event.preventDefault();
    window.location.reload();
  });
}
