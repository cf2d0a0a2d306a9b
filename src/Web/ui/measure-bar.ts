import type { Place } from '../data/types';
import { t } from '../i18n';
import { formatNumber } from '../i18n/format';
import { area, length } from '../map/geodesy';
import type { PageContext } from './context';
import { fill, h } from './dom';

/** Measuring: each tap adds a corner; length and area stand at the top of the map as they grow. */
export function measureBar(page: PageContext): { element: HTMLElement; button: HTMLElement; take(place: Place): boolean } {
  let path: Place[] | null = null;
  const said = h('p', { role: 'status', class: 'measured' });
  const element = h('div', { class: 'measure-bar', hidden: true, role: 'group', 'aria-label': t('measure.title') }, said,
    h('div', { class: 'measure-buttons' },
      h('button', { type: 'button', class: 'button', onclick: () => set(path!.slice(0, -1)) }, t('measure.back')),
      h('button', { type: 'button', class: 'button', onclick: () => set(null) }, t('measure.end'))));
  const button = h('button', { type: 'button', class: 'map-button', 'aria-pressed': 'false', onclick: () => set(path ? null : []) });

  function set(next: Place[] | null): void {
    path = next;
    element.hidden = path === null;
    button.setAttribute('aria-pressed', String(path !== null));
    page.map()?.measure(path ?? []);
    if (!path) return;
    fill(said, path.length === 0 ? t('measure.start') : words(path));
  }

  return {
    element,
    button,
    take(place) {
      if (!path) return false;
      set([...path, place]);
      return true;
    },
  };
}

/** 123m, 1.23km, and from three corners on the area inside. */
export function words(path: readonly Place[]): string {
  const metres = length(path);
  const far = metres < 1000 ? `${formatNumber(metres, 1)}m` : `${formatNumber(metres / 1000, 3)}km`;
  if (path.length < 3) return t('measure.length', { length: far });
  const square = area(path);
  const wide = square < 10_000 ? `${formatNumber(square, 0)}㎡` : `${formatNumber(square / 10_000, 2)}ha`;
  return t('measure.both', { length: far, area: wide });
}
