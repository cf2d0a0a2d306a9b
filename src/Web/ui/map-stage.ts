import { t } from '../i18n';
import type { MapView, TownMap } from '../map/contract';
import type { PageContext } from './context';
import { fill, h } from './dom';
import { icon } from './icons';
import { mapCredit } from './map-credit';
import { measureBar } from './measure-bar';
import { onDeviceTheme, themeShown } from './preferences';
import type { Sheet } from './sheet';
import { skeleton } from './states';

/** The map and the few buttons on it. Loaded after the page can already answer; where it cannot be drawn, a sentence stands there. */
export function mapStage(page: PageContext, panel: Sheet, said: HTMLElement, options: { view: MapView | null; seen(): void }): {
  element: HTMLElement;
  start(): Promise<TownMap | null>;
  moved(listener: () => void): void;
} {
  const measure = measureBar(page);
  const container = h('div', { class: 'map', 'aria-describedby': 'map-instructions' });
  const waiting = h('div', { class: 'map-waiting' }, skeleton(t('map.loading'), 1));
  const buttons = h('div', { class: 'map-buttons' },
    h('button', { type: 'button', class: 'map-button', onclick: () => page.locate() }, icon('locate'), h('span', {}, t('map.locate'))));
  const element = h('div', { class: 'map-stage' },
    h('p', { id: 'map-instructions', class: 'visually-hidden' }, t('map.instructions')), container, waiting, buttons, mapCredit(page), said, measure.element);
  const listeners: (() => void)[] = [];

  async function start(): Promise<TownMap | null> {
    try {
      if (!canDraw()) throw new Error('no WebGL');
      const [{ createTownMap }, style] = await Promise.all([import('../map/town-map'), page.data.style(styleName())]);
      const map = createTownMap({
        container, style,
        layers: page.catalogue.layers,
        visible: page.store.state.visible,
        base: page.store.state.base,
        outside: page.catalogue.bases ?? [],
        bounds: page.catalogue.town.bbox,
        view: options.view,
        covered: () => panel.covered(),
        onTouch: ({ place, found }) => {
          if (measure.take(place)) return;
          page.store.set({ place, found, chosen: null, view: 'here' });
          panel.set(panel.height() === 'low' ? 'half' : panel.height());
        },
        onMove: () => listeners.forEach((listener) => listener()),
        onIdle: () => {
          element.dataset.idle = 'true';
          options.seen();
        },
      });
      waiting.remove();
      followLook(page, map);
      measure.button.append(icon('measure'), h('span', {}, t('measure.title')));
      buttons.append(measure.button, h('button', { type: 'button', class: 'map-button', onclick: () => map.fitTown() }, icon('home'), h('span', {}, t('map.home'))));
      new ResizeObserver(() => map.resized()).observe(container);
      return map;
    } catch {
      element.classList.add('without-map');
      fill(container, h('p', { class: 'map-unavailable', role: 'status' }, t('map.unavailable')));
      waiting.remove();
      return null;
    }
  }

  return { element, start, moved: (listener) => listeners.push(listener) };
}

const styleName = () => (themeShown() === 'light' ? 'town' : `town-${themeShown()}`);

/** Lets the map follow the look, the ground and the freedom to turn that somebody chooses while it is open. */
function followLook(page: PageContext, map: TownMap): void {
  let drawn = `${styleName()} ${page.store.state.base}`;
  const follow = (): void => {
    const wanted = `${styleName()} ${page.store.state.base}`;
    if (wanted === drawn) return;
    drawn = wanted;
    void page.data.style(styleName()).then((style) => {
      if (drawn !== wanted) return;
      map.restyle(style, page.store.state.base);
      if (page.store.state.strength !== 1) page.store.set({ strength: page.store.state.strength });
    }).catch(() => {
      // Without the new style the old map is better than none.
      drawn = '';
    });
  };
  page.store.on((state, before) => {
    if (state.theme !== before.theme || state.base !== before.base) follow();
    if (state.turning !== before.turning) map.turning(state.turning);
  });
  onDeviceTheme(follow);
}

function canDraw(): boolean {
  try {
    return document.createElement('canvas').getContext('webgl2') !== null;
  } catch {
    return false;
  }
}
