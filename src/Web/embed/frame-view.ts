import { address } from '../data/read';
import type { TownData } from '../data/town-data';
import type { Catalogue, Layer, Place } from '../data/types';
import { LANGUAGES, speaking, t } from '../i18n';
import type { MapView, TownMap } from '../map/contract';
import { credits } from '../ui/credits';
import { defaultLayers } from '../ui/default-layers';
import { fill, h } from '../ui/dom';
import { legendRows } from '../ui/legend';
import { layerName } from '../ui/names';
import { linkRemarks } from '../ui/link-remarks';
import { readLink, writeLink, type MapLink } from '../ui/map-link';
import { panels } from './panels';

/** The group of layers that explain themselves. */
const GROUND = 'base';

/** Builds the slim view: title, the way to the whole map, the map, and below it legend, sources and languages for those who ask. */
export async function frameView(root: HTMLElement, catalogue: Catalogue, data: TownData): Promise<void> {
  const link = readLink(location.search, catalogue);
  const visible = new Set(link.visible ?? defaultLayers(catalogue.layers));
  const shown = catalogue.layers.filter((layer) => visible.has(layer.id));
  const base = ['plain', ...(catalogue.bases ?? []).map(({ id }) => id)].find((id) => id === link.base) ?? 'own';
  let place = link.place;
  let map: TownMap | null = null;

  const whole = h('a', { class: 'button whole', target: '_blank', rel: 'noopener' }, t('embed.whole'));
  const here = h('a', { class: 'button here', target: '_blank', rel: 'noopener' }, t('embed.here'));
  const aim = (): void => {
    const view: MapView | null = map?.view() ?? link.view;
    whole.href = address(`map${writeLink(catalogue, { view, place, visible, base }, `lang=${speaking().id}`)}`);
    here.hidden = place === null;
    if (place) here.href = `${data.sheet(place)}&lang=${speaking().id}`;
  };
  const mark = (at: Place | null): void => {
    place = at;
    map?.mark(at);
    aim();
  };

  const container = h('div', { class: 'map', 'aria-describedby': 'map-instructions' });
  const stage = h('div', { class: 'map-stage' }, h('p', { id: 'map-instructions', class: 'visually-hidden' }, t('embed.instructions')), container, here);
  const { town } = catalogue;
  fill(root,
    h('header', { class: 'frame-head' }, h('h1', {}, h('span', { lang: 'ja' }, town.name), ' ', h('span', {}, t('page.public'))), whole),
    town.notice && h('p', { class: 'notice', lang: 'ja' }, town.notice),
    linkRemarks(link.remarks),
    h('main', { class: 'frame-main' }, stage),
    panels([
      { title: t('embed.legend'), content: () => legends(shown) },
      { title: t('embed.sources'), content: () => [credits(shown, true)] },
      { title: `${speaking().name} / Language`, content: () => [languages()] },
    ]),
    h('p', { class: 'frame-credit' }, creditLine(shown)));
  root.className = 'frame';
  document.title = `${town.name} ${t('page.public')}`;
  aim();
  map = await drawn(stage, container, { catalogue, data, visible, base, link, touched: mark, moved: aim });
  map?.mark(place);
  aim();
}

async function drawn(stage: HTMLElement, container: HTMLElement, parts: {
  catalogue: Catalogue; data: TownData; visible: ReadonlySet<string>; base: string; link: MapLink; touched(place: Place): void; moved(): void;
}): Promise<TownMap | null> {
  try {
    if (document.createElement('canvas').getContext('webgl2') === null) throw new Error('no WebGL');
    const [{ createTownMap }, style] = await Promise.all([import('../map/town-map'), parts.data.style(styleName())]);
    const map = createTownMap({
      container, style, layers: parts.catalogue.layers, visible: parts.visible, base: parts.base, outside: parts.catalogue.bases ?? [],
      bounds: parts.catalogue.town.bbox, view: parts.link.view, cooperative: true,
      covered: () => 0,
      onTouch: ({ place }) => parts.touched(place),
      onMove: parts.moved,
      onIdle: () => { stage.dataset.idle = 'true'; },
    });
    new ResizeObserver(() => map.resized()).observe(container);
    return map;
  } catch {
    // The server's picture of the same part, which needs no graphics.
    fill(container, h('img', { class: 'frame-picture', src: address(`embed/map.svg${location.search}`), alt: t('embed.pictureBare') }));
    stage.dataset.idle = 'picture';
    return null;
  }
}

function styleName(): string {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === 'light') return 'town';
  if (chosen) return `town-${chosen}`;
  if (matchMedia('(prefers-contrast: more)').matches) return 'town-contrast';
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'town-dark' : 'town';
}

/** What stands over the ground. */
function legends(shown: readonly Layer[]): HTMLElement[] {
  const told = shown.filter((layer) => layer.legend.length > 0 && layer.group !== GROUND);
  if (told.length === 0) return [h('p', {}, t('choice.none'))];
  return told.sort((a, b) => Number(b.hazard !== null) - Number(a.hazard !== null))
    .map((layer) => h('section', {}, h('h2', {}, layerName(layer)), legendRows(layer)));
}

function languages(): HTMLElement {
  const to = (id: string): string => {
    const query = new URLSearchParams(location.search);
    query.set('lang', id);
    return `?${query.toString().replaceAll('%2C', ',')}`;
  };
  return h('ul', { class: 'chips' }, LANGUAGES.map((one) => h('li', {}, h('a', {
    class: 'chip', lang: one.lang, hreflang: one.lang, href: to(one.id), 'aria-current': one === speaking() ? 'true' : null,
  }, one.name))));
}

function creditLine(shown: readonly Layer[]): string {
  const publishers = new Set(shown.map((layer) => layer.attribution?.publisher).filter(Boolean));
  return publishers.size === 0 ? '' : t('map.credit', { publishers: [...publishers].join('、') });
}
