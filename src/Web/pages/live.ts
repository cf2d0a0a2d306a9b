import { whenIdle } from '../offline/page/idle';

/** Parts of a page whose content changes by the minute while an incident is on: lists of sites with their state. Nothing listens at other times. */
export function keepLive(): void {
  const parts = () => [...document.querySelectorAll<HTMLElement>('[data-live]')];
  // The attribute is there and empty where no incident is on.
  if (parts().every(({ dataset }) => !dataset.live) || !('EventSource' in window)) return;
  const said = document.body.appendChild(document.createElement('p'));
  said.className = 'unseen';
  said.setAttribute('role', 'status');
  let asking: AbortController | null = null;

  const renew = async (): Promise<void> => {
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(location.href, { headers: { accept: 'text/html' }, signal: asking.signal, cache: 'no-store' });
      if (!answer.ok) return;
      const fresh = [...new DOMParser().parseFromString(await answer.text(), 'text/html').querySelectorAll<HTMLElement>('[data-live]')];
      const old = parts();
      // A page that is built otherwise now is left as it is: whoever reads it on loads it anew.
      if (fresh.length !== old.length) return;
      // Numbers of a list stand on a picture or a map beside it too: where one of them means something else now, all of it is made anew.
      if (old.some((part, index) => numbered(part) !== numbered(fresh[index]!))) return location.reload();
      if (old.every((part, index) => part.textContent === fresh[index]!.textContent)) return;
      old.forEach((part, index) => part.replaceChildren(...fresh[index]!.childNodes));
      said.textContent = old[0]!.dataset.renewed ?? '';
    } catch {
      // The next change, or the next look, brings it.
    }
  };
  whenIdle(() => {
    const stream = new EventSource('/live');
    stream.addEventListener('change', (event) => {
      const { layers } = JSON.parse(event.data as string) as { layers: { layer: string }[] };
      const watched = new Set(parts().flatMap((part) => (part.dataset.live ?? '').split(' ')));
      if (layers.some(({ layer }) => watched.has(layer))) void renew();
    });
  });
}

/** Which number means which place. */
const numbered = (part: HTMLElement): string => [...part.querySelectorAll<HTMLLIElement>('li[data-lon]')].map(({ value, dataset }) => `${value}:${dataset.lon},${dataset.lat}`).join(' ');
