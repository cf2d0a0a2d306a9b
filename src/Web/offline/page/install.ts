interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

const CLOSED = 'gis-install-closed';

/** A small hint that the page can stand on the home screen: only where that can be done, and not again once it was closed. */
export function installHint(hint: HTMLElement): void {
  if (matchMedia('(display-mode: standalone)').matches || remembered()) return;
  hint.querySelector('[data-install-close]')?.addEventListener('click', () => {
    hint.hidden = true;
    remember();
  });
  const act = hint.querySelector<HTMLButtonElement>('[data-install-do]')!;
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    hint.hidden = act.hidden = false;
    act.addEventListener('click', () => void (event as InstallPrompt).prompt().then(() => { hint.hidden = true; }), { once: true });
  });
  // Safari on phones has no such event; there, pages that are not on the home screen lose what they keep after a week without a visit.
  if ('standalone' in navigator && 'ontouchend' in document) {
    hint.hidden = false;
    hint.querySelector<HTMLElement>('[data-install-ios]')!.hidden = false;
  }
}

function remembered(): boolean {
  try {
    return localStorage.getItem(CLOSED) !== null;
  } catch {
    return true;
  }
}

function remember(): void {
  try {
    localStorage.setItem(CLOSED, '1');
  } catch {
    // Storage may be forbidden; then the hint is closed for this page.
  }
}
