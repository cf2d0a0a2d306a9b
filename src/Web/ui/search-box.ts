import type { SearchHit } from '../data/types';
import { t } from '../i18n';
import type { PageContext } from './context';
import { fill, freshId, h } from './dom';
import { icon } from './icons';
import { isAborted, reasonOf } from './states';

const LIMIT = 10;
/** Milliseconds after the last key before the server is asked. */
const PAUSE = 160;

/**
 * The one search field (combobox of ARIA 1.2): arrows choose, Enter opens the chosen or else the first, Escape closes.
 * Composing Japanese is not disturbed: keys that belong to the input method are left to it.
 */
export function searchBox(page: PageContext): { element: HTMLElement; focus(): void } {
  const listId = freshId('search-list');
  const status = h('div', { class: 'visually-hidden', role: 'status' });
  const list = h('ul', { id: listId, class: 'suggestions', role: 'listbox', 'aria-label': t('search.results'), hidden: true });
  const message = h('div', { class: 'suggestion-message', hidden: true });
  const input = h('input', {
    type: 'search', class: 'search-input', role: 'combobox', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false', enterkeyhint: 'search',
    placeholder: t('search.placeholder'), 'aria-label': t('search.label'),
    'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': listId,
  });
  const clear = h('button', { type: 'button', class: 'icon-button search-clear', 'aria-label': t('search.clear'), hidden: true, onclick: reset }, icon('close'));
  const form = h('form', { class: 'search', role: 'search', onsubmit: submit }, icon('search'), input, clear);
  const element = h('div', { class: 'search-box' }, form, list, message, status);

  let hits: SearchHit[] = [];
  let active = -1;
  let running: AbortController | null = null;
  let timer = 0;
  /** The text that `hits` answers. */
  let answered = '';
  let openFirst = false;

  input.addEventListener('input', () => ask(PAUSE));
  input.addEventListener('focus', () => hits.length > 0 && show());
  input.addEventListener('keydown', onKey);
  element.addEventListener('focusout', (event) => {
    if (!element.contains(event.relatedTarget as Node | null)) hide();
  });

  function ask(pause: number): void {
    const text = input.value.trim();
    clear.hidden = input.value === '';
    openFirst = false;
    window.clearTimeout(timer);
    running?.abort();
    if (text === '') return reset();
    timer = window.setTimeout(() => void run(text), pause);
  }

  async function run(text: string): Promise<void> {
    running = new AbortController();
    if (hits.length === 0) say(t('search.busy'));
    try {
      const found = await page.data.search(text, LIMIT, running.signal);
      answered = text;
      hits = found;
      draw(text);
      if (openFirst && hits[0]) choose(hits[0]);
    } catch (error) {
      if (isAborted(error)) return;
      hits = [];
      fill(list);
      say(t('search.failed', { reason: reasonOf(error) }));
    }
  }

  function draw(text: string): void {
    activate(-1);
    fill(list, hits.map((hit, i) => option(hit, i)));
    if (hits.length === 0) {
      hideList();
      say(t('search.none', { text }), t('search.noneHint'));
    } else {
      message.hidden = true;
      status.textContent = t('search.count', { count: hits.length });
      show();
    }
  }

  function option(hit: SearchHit, index: number): HTMLElement {
    const remark = hit.place ? (hit.match === 'fuzzy' ? t('search.fuzzy') : null) : t('search.unplaced');
    return h('li', {
      id: `${listId}-${index}`, role: 'option', class: 'suggestion', 'aria-selected': 'false',
      // Before the field loses its focus, or the list would be gone when the click arrives.
      onmousedown: (event: MouseEvent) => event.preventDefault(),
      onclick: () => choose(hit),
    },
    h('span', { class: 'suggestion-label' }, hit.label),
    h('span', { class: 'suggestion-detail' }, [hit.kindTitle, hit.detail === hit.kindTitle ? null : hit.detail, remark].filter(Boolean).join('　')));
  }

  function onKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (hits.length === 0) return;
      event.preventDefault();
      show();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      activate(active === -1 && step === -1 ? hits.length - 1 : (active + step + hits.length) % hits.length);
    } else if (event.key === 'Escape') {
      // The browser would empty the field at once; the first press only closes what has opened.
      event.preventDefault();
      if (list.hidden && message.hidden) reset();
      hide();
    }
  }

  function submit(event: Event): void {
    event.preventDefault();
    const hit = hits[Math.max(active, 0)];
    if (hit && answered === input.value.trim()) return choose(hit);
    ask(0);
    openFirst = true;
  }

  function choose(hit: SearchHit): void {
    input.value = hit.label;
    hide();
    input.blur();
    page.open({ place: hit.place, chosen: { layer: hit.layer, fid: hit.fid }, found: hit.place ? null : [] });
    if (hit.bbox) page.map()?.fit(hit.bbox);
  }

  function activate(index: number): void {
    active = index;
    [...list.children].forEach((child, i) => child.setAttribute('aria-selected', String(i === index)));
    if (index < 0) input.removeAttribute('aria-activedescendant');
    else {
      input.setAttribute('aria-activedescendant', `${listId}-${index}`);
      list.children[index]?.scrollIntoView({ block: 'nearest' });
    }
  }

  function show(): void {
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
  }

  function hideList(): void {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    activate(-1);
  }

  function hide(): void {
    hideList();
    message.hidden = true;
  }

  function say(...lines: string[]): void {
    hideList();
    message.hidden = false;
    fill(message, lines.map((line) => h('p', {}, line)));
    status.textContent = lines.join(' ');
  }

  function reset(): void {
    window.clearTimeout(timer);
    running?.abort();
    input.value = '';
    clear.hidden = true;
    hits = [];
    answered = '';
    hide();
  }

  return { element, focus: () => input.focus() };
}
