import { DAILY, WORKER_ATTRIBUTE } from '../protocol';
import { installHint } from './install';
import { keepBlock } from './keep-block';
import { manage } from './manage';
import { storedNotice } from './stored-notice';
import { register, say } from './talk';
import { offerNewVersion } from './version';

/** What the worker adds to pages that the server made. Nothing is fetched before the page can be read. */
export async function begin(): Promise<void> {
  const registration = await register(document.documentElement.dataset[WORKER_ATTRIBUTE]);
  if (!registration) return;
  const one = <T extends Element>(selector: string) => document.querySelector<T>(selector);
  const notice = one<HTMLElement>('[data-stored]');
  if (notice) storedNotice(notice);
  const version = one<HTMLElement>('[data-version]');
  if (version) {
    offerNewVersion(registration, (use) => {
      version.hidden = false;
      version.querySelector('button')?.addEventListener('click', use);
    });
  }
  const block = one<HTMLElement>('[data-keep]');
  const list = one<HTMLElement>('[data-kept]');
  if (block) await keepBlock(block);
  if (list) await manage(list);
  const install = one<HTMLElement>('[data-install]');
  if (install) installHint(install);
  // The sheet itself brings everything up to date; on other pages somebody has to begin.
  if (!block && navigator.onLine) void say({ say: 'refresh' });
  wakeDaily(registration);
}

/** Lets the browser bring what is kept up to date once a day, where it does so: for pages on the home screen. */
function wakeDaily(registration: ServiceWorkerRegistration): void {
  const { periodicSync } = registration as ServiceWorkerRegistration & { periodicSync?: { register(name: string, options: object): Promise<void> } };
  void periodicSync?.register(DAILY, { minInterval: 24 * 3600_000 }).catch(() => undefined);
}
