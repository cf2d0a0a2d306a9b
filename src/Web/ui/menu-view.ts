import { address } from '../data/read';
import { LANGUAGES, speaking, t, type MessageKey } from '../i18n';
import type { PageContext } from './context';
import { credits } from './credits';
import { fill, h } from './dom';
import { shareLink } from './share-link';
import { prefer, TEXT_SIZES, textSize, THEME_CHOICES, themeChoice, wear } from './preferences';

/** Size of letters, look, base map, open data, about, and all credits. `extra` is what only some audiences have. */
export function menuView(page: PageContext, extra: readonly HTMLElement[]): HTMLElement {
  const bases = ['own', 'plain', ...(page.catalogue.bases ?? []).map((base) => base.id)];
  const baseTitle = (id: string) => page.catalogue.bases?.find((base) => base.id === id)?.title ?? t(`menu.base.${id}` as MessageKey);
  return h('section', { class: 'view' },
    h('h2', {}, t('menu.title')),
    h('h3', {}, t('menu.text')),
    chips(t('menu.text'), TEXT_SIZES, textSize, (size) => t(`menu.text.${size}`), (size) => {
      prefer('text', size);
      wear();
    }),
    h('h3', {}, t('menu.theme')),
    chips(t('menu.theme'), THEME_CHOICES, themeChoice, (theme) => t(`menu.theme.${theme}`), (theme) => {
      prefer('theme', theme);
      wear();
      page.store.set({ theme: page.store.state.theme + 1 });
    }),
    h('h3', {}, `${t('menu.language')} / Language`),
    h('ul', { class: 'chips' }, LANGUAGES.map((one) => h('li', {}, h('a', {
      class: 'chip', lang: one.lang, hreflang: one.lang, href: inLanguage(one.id), 'aria-current': one === speaking() ? 'true' : null,
      // What is shown may have changed since the menu was made.
      onclick: (event: MouseEvent) => { (event.currentTarget as HTMLAnchorElement).href = inLanguage(one.id); },
    }, one.name)))),
    h('h3', {}, t('menu.base')),
    chips(t('menu.base'), bases, () => page.store.state.base, baseTitle, (base) => page.store.set({ base })),
    h('p', { class: 'note' }, t('menu.baseNote')),
    turning(page),
    h('h3', {}, t('menu.lists')),
    h('ul', { class: 'plain' }, ['/sites', '/facilities', '/paper', '/data'].map((path) =>
      h('li', {}, h('a', { href: address(path), class: 'row-link' }, t(`page.${path.slice(1)}` as MessageKey)))),
      page.catalogue.audience === 'public' && h('li', {}, shareLink(page, 'row-link'))),
    extra,
    h('h3', {}, t('menu.data')),
    h('p', {}, h('a', { href: address('ogc'), class: 'row-link' }, t('menu.api'))),
    h('h3', {}, t('menu.about')),
    h('p', {}, t('menu.aboutText', { town: page.catalogue.town.name })),
    page.catalogue.town.notice && h('p', { class: 'remark' }, page.catalogue.town.notice),
    credits(page.catalogue.layers, true));
}

/** Buttons of which one is pressed. */
function chips<T extends string>(
  label: string, choices: readonly T[], current: () => T, title: (choice: T) => string, choose: (choice: T) => void,
): HTMLElement {
  const group = h('div', { class: 'chips', role: 'group', 'aria-label': label });
  const draw = (): void => fill(group, choices.map((choice) => h('button', {
    type: 'button', class: 'chip', 'aria-pressed': String(choice === current()),
    onclick: () => {
      choose(choice);
      draw();
      (group.querySelector('[aria-pressed=true]') as HTMLElement | null)?.focus();
    },
  }, title(choice))));
  draw();
  return group;
}

function turning(page: PageContext): HTMLElement {
  const box = h('input', { id: 'turning', type: 'checkbox', onchange: () => page.store.set({ turning: box.checked }) });
  return h('label', { class: 'layer-name', for: 'turning' }, box, h('span', {}, t('menu.turning')));
}

/** The address of what is shown, in another language. */
function inLanguage(id: string): string {
  const query = new URLSearchParams(location.search);
  query.set('lang', id);
  // Commas are what links are printed with.
  return `?${query.toString().replaceAll('%2C', ',')}${location.hash}`;
}
