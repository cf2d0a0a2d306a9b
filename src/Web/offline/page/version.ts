/** Offers the new version of the pages once it lies ready; it is used when all pages are closed, or at once when the button is pressed. */
export function offerNewVersion(registration: ServiceWorkerRegistration, offer: (use: () => void) => void): void {
  const ready = (worker: ServiceWorker): void => offer(() => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    worker.postMessage({ say: 'take-over' });
  });
  if (registration.waiting && registration.active) ready(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const coming = registration.installing;
    coming?.addEventListener('statechange', () => {
      // The first worker of all replaces nothing.
      if (coming.state === 'installed' && registration.active) ready(coming);
    });
  });
}
