import { placeId } from '../protocol';
import { hear, say } from './talk';

/** Between looks for the network, in milliseconds. */
const AGAIN = 20_000;

/** On a page from the store: looks for the network in the background, and says when there is news. The page stays until its reader wants the new one. */
export function storedNotice(notice: HTMLElement): void {
  const storedAt = document.documentElement.dataset.storedAt;
  if (storedAt === undefined) return;
  wearChoice();
  onlyFitting();
  const news = notice.querySelector<HTMLElement>('[data-news]');
  const same = notice.querySelector<HTMLElement>('[data-same]');
  news?.querySelector('button')?.addEventListener('click', () => location.reload());
  const query = new URLSearchParams(location.search);
  const id = location.pathname === '/place' ? placeId(query.get('lon') ?? '', query.get('lat') ?? '') : null;
  let done = false;

  const look = (): void => {
    if (!done && navigator.onLine && document.visibilityState === 'visible') void say({ say: 'refresh' });
  };
  hear((message) => {
    if (message.say !== 'changed' || done) return;
    const place = message.list.places.find((one) => one.id === id);
    // Of a page without a place nothing is known but that the network is back.
    const fresh = id === null ? message.list.places.some((one) => one.at > storedAt) : message.fresh === id;
    if (!fresh && !(place && place.at > storedAt)) return;
    // The same now may be another in a minute: only news ends the looking.
    done = fresh;
    if (news) news.hidden = !fresh;
    if (same) same.hidden = fresh;
  });
  addEventListener('online', look);
  document.addEventListener('visibilitychange', look);
  setInterval(look, AGAIN);
  setTimeout(look, 2000);
}

/** The look that was chosen after the page was stored. */
function wearChoice(): void {
  for (const name of ['theme', 'text']) {
    const chosen = document.cookie.split('; ').find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1);
    if (chosen === undefined || chosen === 'auto' || chosen === 'normal') delete document.documentElement.dataset[name];
    else document.documentElement.dataset[name] = chosen;
  }
}

/** The stored list holds all sites; the address may ask for those of one hazard. */
function onlyFitting(): void {
  const wanted = new URLSearchParams(location.search).get('for') ?? '';
  const sites = [...document.querySelectorAll<HTMLElement>('[data-fits]')];
  const choice = document.querySelector<HTMLSelectElement>('select[name="for"]');
  if (wanted === '' || sites.length === 0 || ![...(choice?.options ?? [])].some((option) => option.value === wanted)) return;
  choice!.value = wanted;
  for (const site of sites) site.hidden = !(site.dataset.fits ?? '').split(' ').includes(wanted);
  const count = document.querySelector<HTMLElement>('[data-count]');
  if (count) count.textContent = (count.dataset.count ?? '').replace('{count}', String(sites.filter((site) => !site.hidden).length));
}
