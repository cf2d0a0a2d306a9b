import { placeId, type KeptList, type KeptState, type Wish } from '../protocol';
import { megabytes, when } from '../when';
import { hear, say } from './talk';

/** The part of a sheet that says whether it is kept, and lets it be kept or deleted. */
export async function keepBlock(block: HTMLElement): Promise<void> {
  const query = new URLSearchParams(location.search);
  const [lon, lat] = [query.get('lon') ?? '', query.get('lat') ?? ''];
  const id = placeId(lon, lat);
  if (id === null) return;
  const said = block.querySelector<HTMLElement>('[data-state]')!;
  const words = (name: string) => block.querySelector<HTMLTemplateElement>(`template[data-words="${name}"]`)?.content.textContent ?? '';
  const button = (name: string) => block.querySelector<HTMLButtonElement>(`[data-do="${name}"]`)!;

  const show = (list: KeptList | null, dropped = false): void => {
    const place = list?.places.find((one) => one.id === id);
    const state: KeptState = place?.state ?? 'none';
    const text = dropped ? words('dropped') : words(state)
      .replace('{when}', place ? when(new Date(place.at), document.documentElement.lang) : '')
      .replace('{size}', place ? megabytes(place.bytes) : '');
    const next = text + (place?.pinned && state !== 'busy' ? ` ${words('pinned')}` : '');
    if (said.textContent !== next) said.textContent = next;
    button('keep').hidden = state === 'kept' || state === 'busy';
    button('pin').hidden = state !== 'kept' || place!.pinned;
    button('drop').hidden = state === 'none' || state === 'busy';
  };

  const ask = (more: Partial<Wish>) => say({ say: 'keep', wish: { ...wish(lon, lat), ...more } });
  button('keep').addEventListener('click', () => void ask({ asked: true, whole: true }));
  button('pin').addEventListener('click', () => {
    // Asks the browser not to clear this away when room gets short; some ask the reader.
    void navigator.storage?.persist?.().catch(() => false);
    void ask({ asked: true, whole: true, pinned: true });
  });
  button('drop').addEventListener('click', () => void say({ say: 'drop', id }).then((list) => {
    show(list, true);
    button('keep').focus();
  }));
  hear((message) => {
    if (message.say === 'changed' && !(said.textContent === words('dropped') && !message.list.places.some((one) => one.id === id))) show(message.list);
  });

  block.hidden = false;
  show(await say({ say: 'list' }));
  // What comes from the store needs no storing; the network is asked by whoever brings the news.
  if (document.documentElement.dataset.storedAt === undefined && navigator.onLine) await ask({});
}

function wish(lon: string, lat: string): Wish {
  const html = document.documentElement;
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean; effectiveType?: string } };
  return {
    lon, lat,
    name: document.querySelector('h1')?.textContent?.trim() ?? '',
    lang: html.lang,
    language: html.dataset.language ?? 'ja',
    flags: [...document.querySelectorAll<HTMLOptionElement>('select[name="for"] option')].map((option) => option.value).filter((value) => value !== ''),
    narrow: matchMedia('(max-width: 40rem)').matches,
    // The map around is a few megabytes: not unasked where the reader saves data or the line is very slow.
    whole: !(connection?.saveData || /2g/.test(connection?.effectiveType ?? '')),
    asked: false, pinned: false,
  };
}
