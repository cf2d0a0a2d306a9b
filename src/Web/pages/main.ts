import { whenIdle } from '../offline/page/idle';

/** What a script adds to pages that the server made whole: printing, reading aloud, copying the link, keeping what was read. Without it nothing is missing but these. */

const one = <T extends Element>(selector: string) => document.querySelector<T>(selector);

const tools = one<HTMLElement>('[data-tools]');
if (tools) {
  tools.hidden = false;
  one('[data-print]')?.addEventListener('click', () => window.print());
  share(one<HTMLButtonElement>('[data-share]'), tools.querySelector('[role=status]'));
  readAloud(one<HTMLButtonElement>('[data-read]'));
}

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) copyOf(button);

const finder = one<HTMLElement>('[data-finder-map]');
if (finder) whenSeen(finder, () => void import('./finder').then(({ finderMap }) => finderMap(finder)));
if (document.querySelector("[data-live]:not([data-live=''])")) void import('./live').then(({ keepLive }) => keepLive());

// The staff's pages carry no address of a worker.
if (document.documentElement.dataset.offline) whenIdle(() => void import('../offline/page/begin').then(({ begin }) => begin()));

/** Calls back once an element is near the screen; never for those who asked their browser to save data. */
function whenSeen(element: Element, then: () => void): void {
  const line = (navigator as { connection?: { saveData?: boolean; effectiveType?: string } }).connection;
  if (line?.saveData || /2g$/.test(line?.effectiveType ?? '') || !('IntersectionObserver' in window)) return;
  const watch = new IntersectionObserver((seen) => {
    if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
    watch.disconnect();
    whenIdle(then);
  }, { rootMargin: '200px' });
  watch.observe(element);
}

function share(button: HTMLButtonElement | null, said: Element | null): void {
  if (!button) return;
  if (!navigator.clipboard) button.hidden = true;
  button.addEventListener('click', () => {
    void navigator.clipboard.writeText(location.href).then(() => {
      if (said) said.textContent = button.dataset.shared ?? '';
    });
  });
}

/** Where a page may write to the clipboard, a button for it; elsewhere the text is chosen as a whole when it is reached. */
function copyOf(button: HTMLButtonElement): void {
  const text = document.getElementById(button.dataset.copy!) as HTMLInputElement | HTMLTextAreaElement;
  text.addEventListener('focus', () => text.select());
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    void navigator.clipboard.writeText(text.value).then(() => {
      const said = button.parentElement?.querySelector('[role=status]');
      if (said) said.textContent = button.dataset.shared ?? '';
    });
  });
}

function readAloud(button: HTMLButtonElement | null): void {
  if (!button) return;
  const voice = window.speechSynthesis;
  if (!voice) {
    button.hidden = true;
    return;
  }
  const words = button.textContent ?? '';
  const rest = () => {
    button.textContent = words;
    button.setAttribute('aria-pressed', 'false');
  };
  button.addEventListener('click', () => {
    if (voice.speaking) {
      voice.cancel();
      return rest();
    }
    // A long text in one piece is cut off by some browsers: one utterance a paragraph.
    const pieces: [string, string][] = [...document.querySelectorAll('.sheet h1, .say h2, .say h3, .say h4, .say p, .say li')]
      .filter((piece) => !piece.querySelector('p, li, h3, h4'))
      .map((piece): [string, string] => [piece.textContent?.trim() ?? '', piece.closest('[lang]')?.getAttribute('lang') ?? 'ja'])
      .filter(([text]) => text !== '');
    pieces.forEach(([text, language], index) => {
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.lang = language;
      if (index === pieces.length - 1) utterance.onend = rest;
      voice.speak(utterance);
    });
    button.textContent = button.dataset.stop ?? words;
    button.setAttribute('aria-pressed', 'true');
  });
}
