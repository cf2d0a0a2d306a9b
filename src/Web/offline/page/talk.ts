import type { FromWorker, KeptList, ToWorker } from '../protocol';

/** Registers the worker whose address the page carries; null where there is none or it may not be used (old browsers, http, private windows). */
export async function register(address: string | undefined): Promise<ServiceWorkerRegistration | null> {
  if (!address || !('serviceWorker' in navigator) || !('caches' in window)) return null;
  try {
    return await navigator.serviceWorker.register(address, { updateViaCache: 'none' });
  } catch {
    return null;
  }
}

/** Says something to the worker and waits for the list of what is kept; null when it has none to tell. */
export async function say(message: ToWorker): Promise<KeptList | null> {
  const { active } = await navigator.serviceWorker.ready;
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data as KeptList | null);
    active?.postMessage(message, [port2]);
  });
}

/** Hears what the worker tells of its own accord. */
export function hear(listener: (message: FromWorker) => void): void {
  navigator.serviceWorker.addEventListener('message', ({ data }) => listener(data as FromWorker));
  navigator.serviceWorker.startMessages();
}
