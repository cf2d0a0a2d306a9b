import { t } from '../i18n';
import type { PageContext } from './context';
import { h } from './dom';

/** Who published what is on the map, at its foot; pressed, it opens the whole list with licences, dates and processing. */
export function mapCredit(page: PageContext): HTMLElement {
  const words = h('span', {});
  const element = h('button', { type: 'button', class: 'map-credit', onclick: () => page.store.set({ view: 'menu' }) }, words);
  const draw = (): void => {
    const shown = page.catalogue.layers.filter((layer) => page.store.state.visible.has(layer.id));
    const publishers = new Set(shown.map((layer) => layer.attribution?.publisher).filter(Boolean));
    element.hidden = publishers.size === 0;
    words.textContent = t('map.credit', { publishers: [...publishers].join('、') });
  };
  page.store.on((state, before) => {
    if (state.visible !== before.visible) draw();
  });
  draw();
  return element;
}
