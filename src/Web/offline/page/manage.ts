import type { KeptList, KeptPlace } from '../protocol';
import { placeId } from '../protocol';
import { megabytes, when } from '../when';
import { hear, say } from './talk';

/** The page that lists what is kept, and that stands in for pages that are not. */
export async function manage(root: HTMLElement): Promise<void> {
  const part = <T extends HTMLElement>(name: string) => root.querySelector<T>(`[data-${name}]`);
  const words = root.dataset;
  const [list, empty, auto, all, said] = [part('list')!, part('empty')!, part<HTMLInputElement>('auto'), part<HTMLButtonElement>('drop-all'), part('said')];

  const row = (place: KeptPlace): HTMLElement => {
    const [lon, lat] = place.id.split(',') as [string, string];
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = `/place?lon=${lon}&lat=${lat}`;
    link.textContent = place.name;
    link.lang = 'ja';
    const detail = document.createElement('p');
    detail.className = 'small';
    detail.textContent = [
      (words.saved ?? '').replace('{when}', when(new Date(place.at), document.documentElement.lang)).replace('{size}', megabytes(place.bytes)),
      place.pinned ? words.forever : '',
    ].filter(Boolean).join(' ');
    item.append(link, detail);
    if (auto) {
      const drop = document.createElement('button');
      drop.type = 'button';
      drop.textContent = words.drop ?? '';
      drop.setAttribute('aria-label', `${place.name} ${words.drop ?? ''}`);
      drop.addEventListener('click', () => void say({ say: 'drop', id: place.id }).then(dropped));
      item.append(drop);
    }
    return item;
  };
  const show = (kept: KeptList | null): void => {
    const places = (kept?.places ?? []).filter((place) => place.at !== '');
    list.replaceChildren(...places.map(row));
    empty.hidden = places.length > 0;
    const more = part('sites');
    if (more) more.hidden = places.length === 0;
    if (all) all.hidden = places.length === 0;
    if (auto) {
      auto.disabled = false;
      auto.checked = kept?.auto ?? true;
    }
  };

  const dropped = (kept: KeptList | null): void => {
    show(kept);
    if (said) said.textContent = words.dropped ?? '';
    auto?.focus();
  };
  auto?.addEventListener('change', () => void say({ say: 'auto', on: auto.checked }).then(show));
  all?.addEventListener('click', () => void say({ say: 'drop-all' }).then(dropped));
  // Only when it is pressed: a page that comes and goes by itself takes the list away under the finger.
  part('again')?.addEventListener('click', () => location.reload());
  hear((message) => {
    if (message.say === 'changed') show(message.list);
  });
  const asked = part('asked');
  const query = new URLSearchParams(location.search);
  if (asked) asked.hidden = placeId(query.get('lon') ?? '', query.get('lat') ?? '') === null;
  show(await say({ say: 'list' }));
}
