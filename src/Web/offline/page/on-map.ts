import { address, whenStored } from '../../data/read';
import { t } from '../../i18n';
import type { PageContext } from '../../ui/context';
import { h } from '../../ui/dom';
import type { FromWorker } from '../protocol';
import { when } from '../when';
import { whenIdle } from './idle';
import { hear, register, say } from './talk';
import { offerNewVersion } from './version';

const MANIFEST = 'manifest.webmanifest';

/** What the worker adds to the map's page: a line that says when something drawn comes from the store, or could not be drawn at all. */
export function onMap(starting: Promise<PageContext | null>): void {
  if (!('serviceWorker' in navigator)) return;
  let storedAt = document.documentElement.dataset.storedAt ?? null;
  const missing = { area: false, layers: new Set<string>() };
  let show = (): void => undefined;

  const stored = (at: string): void => {
    // The oldest of what is shown: nothing on the page is older than what it says.
    if (storedAt === null || at < storedAt) storedAt = at;
    show();
  };
  hear((message: FromWorker) => {
    if (message.say === 'stored') stored(message.at);
    if (message.say !== 'missing') return;
    if (message.layer === null) missing.area = true;
    else missing.layers.add(message.layer);
    show();
  });
  whenStored(stored);

  void starting.then((page) => {
    const bar = document.querySelector<HTMLElement>('#app .offline');
    if (!page || !bar) return;
    show = () => {
      // What somebody switched on himself; the finest lines of the usual look are left out without a word.
      const titles = [...missing.layers].map((id) => page.layers.get(id)).filter((layer) => layer && (layer.hazard || !layer.visible)).map((layer) => layer!.title).join('、');
      const lines = [
        storedAt && t('offline.stored', { when: when(new Date(storedAt), document.documentElement.lang) }),
        missing.area && t('offline.mapMissing'),
        titles !== '' && t('offline.layerMissing', { titles }),
      ].filter((line) => typeof line === 'string' && line !== '') as string[];
      if (lines.length > 0) put(bar, lines);
    };
    show();
    // After the page's own listeners: what comes from the store does so also when the network is back.
    addEventListener('online', () => {
      if (storedAt !== null || missing.area || missing.layers.size > 0) put(bar, [t('offline.news')], t('offline.newsShow'), () => location.reload());
    });
    const { worker } = page.catalogue;
    // Plain files have no worker, and towns may do without.
    if (!worker) return;
    document.head.append(h('link', { rel: 'manifest', href: address(MANIFEST) }));
    whenIdle(() => void register(address(worker)).then((registration) => {
      if (!registration) return;
      offerNewVersion(registration, (use) => put(bar, [t('offline.version')], t('offline.versionUse'), use));
      if (navigator.onLine) void say({ say: 'refresh' });
    }));
  });
}

/** Writes the line under the page's head, unless it says so already: each writing is read aloud. */
function put(bar: HTMLElement, lines: readonly string[], action?: string, act?: () => void): void {
  const text = lines.join(' ');
  if (bar.dataset.said !== text) bar.replaceChildren(...lines.map((line) => h('p', {}, line)), ...(action ? [h('button', { type: 'button', class: 'button', onclick: act! }, action)] : []));
  bar.dataset.said = text;
  bar.hidden = false;
}
