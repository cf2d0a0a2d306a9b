/** Runs something once the page has come to rest: what is read first comes first. */
export function whenIdle(work: () => void): void {
  const idle = (): void => {
    if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 4000 });
    else setTimeout(work, 1000);
  };
  if (document.readyState === 'complete') idle();
  else addEventListener('load', idle, { once: true });
}
