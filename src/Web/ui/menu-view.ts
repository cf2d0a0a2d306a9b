import { address } from '../data/read';
import { t, type MessageKey } from '../i18n';
import type { PageContext } from './context';
import { credits } from './credits';
import { fill, h } from './dom';

const SIZES = ['normal', 'large', 'largest'] as const;
type TextSize = (typeof SIZES)[number];
const KEPT = 'text-size';

/** Puts the size of letters that was chosen before back. Storage may be forbidden; then it is chosen for this visit only. */
export function restoreTextSize(): void {
  apply(keptSize());
}

/** Size of letters, open data, about, and all credits. `extra` is what only some audiences have. */
export function menuView(page: PageContext, extra: readonly HTMLElement[]): HTMLElement {
  const sizes = h('div', { class: 'chips', role: 'group', 'aria-label': t('menu.text') });
  const draw = (): void => fill(sizes, SIZES.map((size) => h('button', {
    type: 'button', class: 'chip', 'aria-pressed': String(size === keptSize()),
    onclick: () => {
      keep(size);
      draw();
      (sizes.querySelector('[aria-pressed=true]') as HTMLElement | null)?.focus();
    },
  }, t(`menu.text.${size}` as MessageKey))));
  draw();
  return h('section', { class: 'view' },
    h('h2', {}, t('menu.title')),
    h('h3', {}, t('menu.text')), sizes,
    extra,
    h('h3', {}, t('menu.data')),
    h('p', {}, h('a', { href: address('ogc'), class: 'row-link' }, t('menu.api'))),
    h('h3', {}, t('menu.about')),
    h('p', {}, t('menu.aboutText', { town: page.catalogue.town.name })),
    page.catalogue.town.notice && h('p', { class: 'remark' }, page.catalogue.town.notice),
    credits(page.catalogue.layers, true));
}

let size: TextSize = 'normal';

function keptSize(): TextSize {
  try {
    size = SIZES.find((one) => one === localStorage.getItem(KEPT)) ?? size;
  } catch {
    // Storage is closed to us: what was chosen in this visit stands.
  }
  return size;
}

function keep(chosen: TextSize): void {
  size = chosen;
  try {
    localStorage.setItem(KEPT, chosen);
  } catch {
    // As above.
  }
  apply(chosen);
}

function apply(chosen: TextSize): void {
  document.documentElement.dataset.text = chosen;
}
