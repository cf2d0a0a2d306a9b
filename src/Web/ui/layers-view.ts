import type { Layer } from '../data/types';
import { t } from '../i18n';
import { formatNumber } from '../i18n/format';
import type { PageContext } from './context';
import { credits } from './credits';
import { defaultLayers } from './default-layers';
import { fill, freshId, h } from './dom';
import { toggle } from './hazards-view';
import { legendRows } from './legend';
import { layerName, marked } from './names';
import { layerSwatch } from './swatch';

/** From this many on, a list is searched rather than read. */
const MANY = 20;

/** Every layer by group: on or off, what its signs mean, where it comes from, and its content as a list. */
export function layersView(page: PageContext): HTMLElement {
  const boxes = new Map<string, HTMLInputElement>();
  const groups = page.catalogue.groups
    .map((group) => ({ group, layers: page.catalogue.layers.filter((layer) => layer.group === group.id).sort((a, b) => a.order - b.order) }))
    .filter(({ layers }) => layers.length > 0);

  page.store.on((state, before) => {
    if (state.visible !== before.visible) for (const [id, box] of boxes) box.checked = state.visible.has(id);
  });

  const parts = groups.map(({ group, layers }) => {
    const id = freshId('group');
    const rows = layers.map((layer) => ({ words: folded(`${layer.title} ${group.title}`), element: row(page, layer, boxes) }));
    const section = h('section', { class: 'layer-group', 'aria-labelledby': id },
      h('h3', { id, ...marked(group.japanese) }, group.title), h('ul', { class: 'plain' }, rows.map(({ element }) => element)));
    return { section, rows };
  });
  return h('section', { class: 'view layers' },
    h('h2', {}, t('layers.title')),
    page.catalogue.layers.length > MANY && finder(parts),
    parts.map(({ section }) => section),
    h('button', {
      type: 'button', class: 'button',
      onclick: () => page.store.set({ visible: defaultLayers(page.catalogue.layers) }),
    }, t('layers.reset')));
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();

interface Part { section: HTMLElement; rows: { words: string; element: HTMLElement }[] }

/** A field that leaves of a long list what holds all the words in it. */
function finder(parts: readonly Part[]): HTMLElement {
  const id = freshId('find');
  const said = h('p', { class: 'small', role: 'status' });
  const field = h('input', { id, type: 'search', class: 'find-field', maxlength: 100, autocomplete: 'off' });
  field.addEventListener('input', () => {
    const wanted = folded(field.value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { section, rows } of parts) {
      for (const { words, element } of rows) element.hidden = !wanted.every((word) => words.includes(word));
      const left = rows.filter(({ element }) => !element.hidden).length;
      section.hidden = left === 0;
      count += left;
    }
    said.textContent = wanted.length === 0 ? '' : count === 0 ? t('layers.none') : t('layers.count', { count: formatNumber(count, 0) });
  });
  return h('div', { class: 'finder' }, h('label', { for: id }, t('layers.find')), field, said);
}

function row(page: PageContext, layer: Layer, boxes: Map<string, HTMLInputElement>): HTMLElement {
  const drawn = layer.styleLayers.length > 0;
  const name = [drawn ? layerSwatch(layer) : null, h('span', { class: 'layer-title' }, layerName(layer))];
  const body = h('div', { class: 'layer-details', id: freshId('details'), hidden: true });
  const more = h('button', {
    type: 'button', class: 'icon-button unfold', 'aria-expanded': 'false', 'aria-controls': body.id, 'aria-label': t('layers.details', { title: layer.title }),
    onclick: () => {
      if (!body.hasChildNodes()) fill(body, details(page, layer));
      body.hidden = !body.hidden;
      more.setAttribute('aria-expanded', String(!body.hidden));
    },
  });
  return h('li', { class: 'layer' },
    h('div', { class: 'layer-row' }, drawn ? checkbox(page, layer, name, boxes) : h('div', { class: 'layer-name' }, name), more),
    body);
}

function checkbox(page: PageContext, layer: Layer, name: (Element | null)[], boxes: Map<string, HTMLInputElement>): HTMLElement {
  const id = freshId('layer');
  const box = h('input', { id, type: 'checkbox', onchange: () => toggle(page, layer) });
  box.checked = page.store.state.visible.has(layer.id);
  boxes.set(layer.id, box);
  return h('label', { class: 'layer-name', for: id }, box, name);
}

function details(page: PageContext, layer: Layer): (Node | false | null)[] {
  return [
    layer.description ? h('p', {}, layer.description) : null,
    layer.geometryType === 'none' && h('p', { class: 'note' }, t('layers.noShape')),
    layer.legend.length > 0 && legendRows(layer),
    h('p', { class: 'small' }, t('layers.count', { count: formatNumber(layer.count, 0) })),
    credits([layer]).querySelector('ul'),
    layer.geometryType === 'point' && h('button', {
      type: 'button', class: 'button', 'aria-label': t('layers.listOf', { title: layer.title }),
      onclick: () => page.store.set({ view: 'items', listed: layer.id }),
    }, t('layers.list')),
  ];
}
