import { address } from '../data/read';
import type { TownData } from '../data/town-data';
import type { Catalogue, Layer, TownFeature } from '../data/types';
import type { TownMap } from '../map/contract';
import { speaking, t, type MessageKey } from '../i18n';
import { readHash, writeHash } from './address-hash';
import { linkRemarks } from './link-remarks';
import { isMapLink, readLink, writeLink } from './map-link';
import type { PageContext } from './context';
import { defaultLayers } from './default-layers';
import { fill, h } from './dom';
import { hazardsView } from './hazards-view';
import { hereView } from './here-view';
import { icon, type IconName } from './icons';
import { itemsView } from './items-view';
import { layersView } from './layers-view';
import { locate } from './locate';
import { mapStage } from './map-stage';
import { menuView } from './menu-view';
import { searchBox } from './search-box';
import { sheet } from './sheet';
import { sitesView } from './sites-view';
import { skeleton } from './states';
import { Store, type ViewName } from './store';

/** What makes the pages of different audiences differ. */
export interface PageOptions {
  title: string;
  /** The layers stand in a column of their own where the screen is wide. */
  layersApart: boolean;
  /** What stands at a place is told before what may happen there. */
  thingsFirst: boolean;
  more(data: TownData, layer: Layer, feature: TownFeature, signal: AbortSignal): HTMLElement[];
  menu(): HTMLElement[];
}

const VIEWS: readonly { name: ViewName; icon: IconName }[] = [
  { name: 'here', icon: 'here' },
  { name: 'hazards', icon: 'hazards' },
  { name: 'sites', icon: 'sites' },
  { name: 'layers', icon: 'layers' },
];

/** Builds the page from the catalogue. The map comes later, or not at all; nothing waits for it. */
export function buildPage(root: HTMLElement, catalogue: Catalogue, data: TownData, options: PageOptions): PageContext {
  // Links of the first years stand behind a #; they win, because somebody may have put one behind a link of today.
  const hashed = location.hash.length > 1;
  const link = !hashed && isMapLink(location.search) ? readLink(location.search, catalogue) : null;
  const remembered = link ?? readHash(location.hash, catalogue.layers);
  const store = new Store({
    view: 'here',
    visible: remembered.visible ? new Set(remembered.visible) : defaultLayers(catalogue.layers),
    strength: 1,
    place: remembered.place,
    chosen: null,
    found: null,
    map: 'coming',
    listed: null,
    base: ['own', 'plain', ...(catalogue.bases ?? []).map(({ id }) => id)].find((id) => id === link?.base) ?? 'own',
    turning: false,
    sitesChanged: 0,
    theme: 0,
  });
  let townMap: TownMap | null = null;
  const said = h('div', { class: 'toast', role: 'status' });

  const page: PageContext = {
    catalogue,
    layers: new Map(catalogue.layers.map((layer) => [layer.id, layer])),
    data,
    store,
    thingsFirst: options.thingsFirst,
    map: () => townMap,
    more: (layer, feature, signal) => options.more(data, layer, feature, signal),
    open(change, move) {
      store.set({ ...change, view: 'here' });
      panel.set(panel.height() === 'low' ? 'half' : panel.height());
      views.scrollTop = 0;
      const { place } = store.state;
      if (!place || !townMap) return;
      townMap.goTo(place, move?.zoom ?? closeEnough());
      const map = townMap;
      if (store.state.found === null) {
        void map.touch(place).then((found) => {
          if (store.state.place === place) store.set({ found });
        });
      }
    },
    link: () => address(`map${writeLink(catalogue, { ...store.state, view: townMap?.view() ?? remembered.view })}`),
    locate: () => locate(page, (words) => {
      said.textContent = words;
    }),
  };

  /** What was found by name must be drawn where the map goes: small things are seen some steps after they begin to be there. */
  function closeEnough(): number {
    const layer = page.layers.get(store.state.chosen?.layer ?? '');
    return Math.max(townMap?.view().zoom ?? 0, 16, layer && layer.geometryType !== 'point' ? Math.min(18, layer.minZoom + 3) : 0);
  }

  const hazards = hazardsView(page);
  const here = hereView(page);
  const parts: Record<ViewName, HTMLElement> = {
    here: here.element, hazards: hazards.element, sites: sitesView(page), layers: layersView(page),
    menu: menuView(page, options.menu()), items: itemsView(page),
  };
  const views = h('div', { class: 'views', tabindex: '-1', role: 'region', 'aria-label': t('sheet.label') },
    !speaking().reviewed && h('p', { class: 'notice unreviewed' }, t('language.unreviewed')), Object.values(parts));
  const panel = sheet(views);
  const search = searchBox(page);
  const stage = mapStage(page, panel, said, {
    view: remembered.view,
    seen: () => {
      if (store.state.view === 'hazards') hazards.seen();
      if (store.state.view === 'here') here.seen();
    },
  });

  const tabs = VIEWS.map((view) => [view.name, h('button', {
    type: 'button', class: `tab tab-${view.name}`,
    onclick: () => show(view.name),
  }, icon(view.icon), h('span', {}, t(`nav.${view.name}` as MessageKey)))] as const);
  const menu = h('button', { type: 'button', class: 'icon-button menu-button', 'aria-label': t('nav.menu'), onclick: () => show('menu') }, icon('menu'));

  function show(view: ViewName): void {
    // A second press on the same button folds the sheet of a phone away again.
    if (store.state.view === view && panel.height() !== 'low') return panel.set('low');
    store.set({ view });
    if (panel.height() === 'low') panel.set('half');
    views.scrollTop = 0;
  }

  const draw = (): void => {
    const { view } = store.state;
    for (const [name, part] of Object.entries(parts)) part.classList.toggle('shown', name === view);
    for (const [name, tab] of tabs) setCurrent(tab, name === view || (name === 'layers' && view === 'items'));
    setCurrent(menu, view === 'menu');
    if (view === 'hazards') hazards.seen();
    if (view === 'here') here.seen();
  };
  store.on((state, before) => {
    if (state.view !== before.view) draw();
    if (state.visible !== before.visible) townMap?.show(state.visible);
    if (state.strength !== before.strength) townMap?.strength(hazardLayers(catalogue), state.strength);
    if (state.place !== before.place) townMap?.mark(state.place);
    if (state.visible !== before.visible || state.place !== before.place || state.base !== before.base) keepAddress();
  });

  function keepAddress(): void {
    const view = townMap?.view() ?? remembered.view;
    if (link) {
      const language = new URLSearchParams(location.search).get('lang');
      history.replaceState(null, '', `${location.pathname}${writeLink(catalogue, { ...store.state, view }, language ? `lang=${encodeURIComponent(language)}` : '')}`);
      return;
    }
    history.replaceState(null, '', writeHash(view, store.state.place, store.state.visible, catalogue.layers) || location.pathname);
  }

  fill(root,
    h('header', { class: 'top' },
      h('div', { class: 'title-row' },
        h('h1', {}, h('span', { class: 'town', lang: 'ja' }, catalogue.town.name), ' ', h('span', { class: 'title' }, options.title)), menu),
      catalogue.town.notice && h('p', { class: 'notice', lang: 'ja' }, catalogue.town.notice),
      link && linkRemarks(link.remarks),
      search.element),
    h('div', { class: 'offline', role: 'status', hidden: navigator.onLine }, t('state.offline')),
    h('nav', { class: 'tabs', 'aria-label': t('nav.label') }, tabs.map(([, tab]) => tab)),
    h('main', { class: 'stage', id: 'main' },
      options.layersApart && h('section', { class: 'layers-column', 'aria-label': t('nav.layers') }, layersView(page)),
      panel.element, stage.element));
  root.removeAttribute('aria-busy');
  root.classList.add('page', ...(options.layersApart ? ['layers-apart'] : []));
  document.title = `${catalogue.town.name} ${options.title}`;

  // A link into this very page, or an address changed by hand.
  window.addEventListener('hashchange', () => {
    const told = readHash(location.hash, catalogue.layers);
    if (told.visible) store.set({ visible: new Set(told.visible) });
    if (told.view) townMap?.look(told.view);
    if (told.place) page.open({ place: told.place, chosen: null, found: null }, told.view ? { zoom: told.view.zoom } : {});
  });

  const offline = root.querySelector<HTMLElement>('.offline')!;
  window.addEventListener('offline', () => { offline.hidden = false; });
  window.addEventListener('online', () => { offline.hidden = true; });
  document.addEventListener('keydown', (event) => {
    const target = event.target as HTMLElement;
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || target.matches('input, textarea, select')) return;
    event.preventDefault();
    search.focus();
  });

  draw();
  // Lists live without a map too.
  data.changes(catalogue, ({ layers }) => {
    townMap?.refresh(layers);
    if (layers.some(({ layer }) => saysState(page.layers.get(layer)))) store.set({ sitesChanged: store.state.sitesChanged + 1 });
  });
  void stage.start().then((map) => {
    townMap = map;
    store.set({ map: map ? 'there' : 'none' });
    if (!map) return;
    map.show(store.state.visible);
    map.mark(store.state.place);
    if (store.state.place) page.open({ found: null }, remembered.view ? { zoom: remembered.view.zoom } : {});
  });
  stage.moved(keepAddress);
  return page;
}

/** The page before anything is known. */
export function waitingPage(root: HTMLElement): void {
  fill(root, h('main', { class: 'waiting' }, skeleton(t('page.loading'), 6)));
}

/** Whether rows of a layer say if people can go in: what changes by the minute while an incident is on. */
function saysState(layer: Layer | undefined): boolean {
  return layer?.fields.some(({ role }) => role === 'opening-state' || role === 'crowding') ?? false;
}

function setCurrent(element: HTMLElement, current: boolean): void {
  if (current) element.setAttribute('aria-current', 'true');
  else element.removeAttribute('aria-current');
}

function hazardLayers(catalogue: Catalogue): Set<string> {
  return new Set(catalogue.layers.filter((layer) => layer.hazard).map((layer) => layer.id));
}
