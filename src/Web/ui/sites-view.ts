import type { Place } from '../data/types';
import { t } from '../i18n';
import type { PageContext } from './context';
import { fill, h } from './dom';
import { icon } from './icons';
import { flagOfWorst } from './site-flags';
import { siteList } from './sites';
import { failure, isAborted, skeleton } from './states';

const MOST = 10;

/** The nearest emergency sites: from the chosen place, or from the middle of the map. */
export function sitesView(page: PageContext): HTMLElement {
  const body = h('div', {});
  const from = h('p', { class: 'note' });
  const element = h('section', { class: 'view' }, h('h2', {}, t('sites.title')), from, body,
    h('button', { type: 'button', class: 'button', onclick: () => void draw(middle(page)) }, icon('locate'), t('sites.refresh')));
  let running = new AbortController();
  let drawnFor: Place | null = null;

  page.store.on((state, before) => {
    if (state.view === 'sites' && (before.view !== 'sites' || before.place !== state.place)) {
      const place = state.place ?? middle(page);
      if (drawnFor !== place) void draw(place);
    } else if (state.sitesChanged !== before.sitesChanged && drawnFor) {
      if (state.view === 'sites') void draw(drawnFor, true);
      else drawnFor = null;
    }
  });
  if (page.store.state.view === 'sites') void draw(page.store.state.place ?? middle(page));
  return element;

  /** @param again What stands there stays until the new list is there. */
  async function draw(place: Place, again = false): Promise<void> {
    running.abort();
    running = new AbortController();
    drawnFor = place;
    if (!again) fill(body, skeleton(t('sites.busy'), 4));
    try {
      const answer = await page.data.hazards(place, running.signal);
      const isChosen = place === page.store.state.place;
      from.textContent = isChosen && answer.place?.text ? t('sites.from.place', { place: answer.place.text })
        : isChosen ? t('sites.from.place', { place: t('map.marker') }) : t('sites.from.center');
      fill(body, siteList(page, answer, flagOfWorst(answer, page.layers), MOST, 'h3'));
    } catch (error) {
      if (!isAborted(error)) fill(body, failure('sites.failed', error, () => void draw(place)));
    }
  }
}

function middle(page: PageContext): Place {
  const [lon, lat] = page.catalogue.town.center;
  return page.map()?.view() ?? { lon, lat };
}
