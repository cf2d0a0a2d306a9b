import type { Layer, TownFeature } from '../data/types';
import { t } from '../i18n';
import { formatNumber } from '../i18n/format';
import type { PageContext } from './context';
import { fill, h } from './dom';
import { fillTemplate, valueText } from './feature-panel';
import { icon } from './icons';
import { failure, isAborted, skeleton } from './states';

const PAGE = 50;

/** The content of one layer as a list, for those who cannot or do not want to use the map. */
export function itemsView(page: PageContext): HTMLElement {
  const element = h('section', { class: 'view' });
  let running = new AbortController();

  page.store.on((state, before) => {
    if (state.view !== 'items' || (before.view === 'items' && before.listed === state.listed)) return;
    const layer = state.listed ? page.layers.get(state.listed) : undefined;
    if (layer) draw(layer);
  });
  return element;

  function draw(layer: Layer): void {
    running.abort();
    running = new AbortController();
    const list = h('ul', { class: 'item-list' });
    const more = h('div', {});
    fill(element,
      h('button', { type: 'button', class: 'button quiet', onclick: () => page.store.set({ view: 'layers' }) }, icon('back'), t('nav.back')),
      h('h2', {}, t('layers.listOf', { title: layer.title })), list, more);
    void load(layer, list, more, 0, running.signal);
  }

  async function load(layer: Layer, list: HTMLElement, more: HTMLElement, offset: number, signal: AbortSignal): Promise<void> {
    fill(more, skeleton(t('items.busy')));
    try {
      const { features, matched } = await page.data.features(layer.id, PAGE, offset, signal);
      list.append(...features.map((feature) => item(page, layer, feature)));
      const shown = offset + features.length;
      const rest = (matched ?? shown) > shown && features.length > 0;
      fill(more,
        shown === 0 ? h('p', { class: 'empty' }, t('items.none'))
          : matched !== null && h('p', { class: 'small' }, t('items.shown', { matched: formatNumber(matched, 0), shown: formatNumber(shown, 0) })),
        rest && h('button', { type: 'button', class: 'button', onclick: () => void load(layer, list, more, shown, signal) }, t('items.more')));
    } catch (error) {
      if (!isAborted(error)) fill(more, failure('items.failed', error, () => void load(layer, list, more, offset, signal)));
    }
  }
}

function item(page: PageContext, layer: Layer, feature: TownFeature): HTMLElement {
  const address = layer.fields.find((field) => field.role === 'address');
  const detail = address ? valueText(address, feature.properties[address.name]) : null;
  return h('li', {}, h('button', {
    type: 'button', class: 'item',
    onclick: () => page.open({ place: feature.place, chosen: { layer: layer.id, fid: feature.fid }, found: feature.place ? null : [] }),
  },
  h('span', { class: 'suggestion-label' }, fillTemplate(layer.panel.title, layer, feature.properties) || t('feature.untitled')),
  detail && h('span', { class: 'suggestion-detail' }, detail)));
}
