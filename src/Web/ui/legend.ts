import type { Layer, LegendItem } from '../data/types';
import { t } from '../i18n';
import type { PageContext } from './context';
import { h } from './dom';
import { layerName, marked, originalOf } from './names';
import { legendSwatch } from './swatch';

/** Swatch, range and words of every class. */
export function legendRows(layer: Layer, items: readonly LegendItem[] = layer.legend): HTMLElement {
  return h('ul', { class: 'legend' }, items.map((item) => h('li', { class: 'legend-row' },
    legendSwatch(item, layer.geometryType),
    h('div', {},
      h('span', { class: 'legend-label', ...marked(item.japanese) }, item.label), originalOf(layer, item),
      item.description && h('span', { class: 'legend-words', ...marked(item.japanese) }, item.description)))));
}

/**
 * The legend of what can be seen now: of each layer that is on, the classes with something in view. Without a map to ask, all
 * classes of the layers that are on.
 */
export function legendOnScreen(page: PageContext, layers: readonly Layer[]): HTMLElement[] {
  const map = page.map();
  const on = layers.filter((layer) => page.store.state.visible.has(layer.id));
  const parts = on.map((layer) => ({ layer, items: map ? layer.legend.filter((item) => map.onScreen(layer, item.filter)) : layer.legend }))
    .filter(({ items }) => items.length > 0);
  return [
    h('h3', {}, t('legend.title')),
    ...(on.length === 0 ? [h('p', { class: 'empty' }, t('choice.none'))]
      : parts.length === 0 ? [h('p', { class: 'empty' }, t('legend.nothing'))]
        : parts.map(({ layer, items }) => h('div', { class: 'legend-part' }, h('h4', {}, layerName(layer)), legendRows(layer, items)))),
  ];
}
