import type { HazardAnswer, Layer, Place, TownFeature } from '../data/types';
import { t } from '../i18n';
import type { PageContext } from './context';
import { credits } from './credits';
import { fill, h } from './dom';
import { featurePanel } from './feature-panel';
import { hazardAnswer } from './hazard-answer';
import { icon } from './icons';
import { legendOnScreen } from './legend';
import { shareLink } from './share-link';
import { flagOfWorst } from './site-flags';
import { siteList } from './sites';
import { failure, isAborted, skeleton } from './states';
import type { FeatureRef, PageState } from './store';

/** How many things under one finger are described; the rest is counted. */
const MOST = 8;
const SITES = 3;

/** The answer for one place: where, hazards, what is not known, where to go, what is there. */
export function hereView(page: PageContext): { element: HTMLElement; seen(): void } {
  const element = h('section', { class: 'view here', 'aria-live': 'polite' });
  let running = new AbortController();
  let drawn: Pick<PageState, 'place' | 'chosen' | 'found' | 'map'> | null = null;
  let things: HTMLElement | null = null;

  page.store.on((state, before) => {
    if (state.sitesChanged !== before.sitesChanged && state.place) void renewSites(state.place);
    const samePlace = drawn && drawn.place === state.place && drawn.chosen === state.chosen;
    const nowWithout = state.map === 'none' && drawn?.map !== 'none';
    if (samePlace && drawn!.found === state.found && !nowWithout) return;
    drawn = state;
    if (samePlace && things) void drawThings(things, running.signal);
    else draw();
  });
  draw();
  return {
    element,
    // What the map shows changed: as long as nothing is chosen its legend stands here.
    seen: () => {
      const { place, chosen } = page.store.state;
      if (!place && !chosen) draw();
    },
  };

  function draw(): void {
    running.abort();
    running = new AbortController();
    const { place, chosen } = page.store.state;
    things = h('section', { class: 'things' });
    if (!place && !chosen) return fill(element, nothingChosen(page));
    if (!place) {
      fill(element, h('h2', {}, t('here.title')), h('p', { class: 'remark' }, t('here.unplaced')), things);
    } else {
      const where = h('h2', { class: 'where' }, t('here.title'));
      const answer = h('div', {}, skeleton(t('here.busy'), 5));
      const foot = h('div', {});
      fill(element, where, page.thingsFirst ? [things, answer] : [answer, things], foot);
      void drawAnswer(place, where, answer, foot, running.signal);
    }
    void drawThings(things, running.signal);
  }

  async function drawAnswer(place: Place, where: HTMLElement, target: HTMLElement, foot: HTMLElement, signal: AbortSignal): Promise<void> {
    try {
      const answer = await page.data.hazards(place, signal);
      if (answer.place?.text) where.lang = 'ja';
      where.textContent = answer.place?.text ?? t('here.near', { lat: place.lat.toFixed(5), lon: place.lon.toFixed(5) });
      fill(target, hazardAnswer(page, answer), actions(page, place), sitesNear(answer));
      fill(foot, credits(creditsOf(answer)));
    } catch (error) {
      if (!isAborted(error)) fill(target, failure('here.failed', error, draw));
    }
  }

  /** Only the list of sites: whoever is reading the sentences above it is not disturbed. */
  async function renewSites(place: Place): Promise<void> {
    const old = element.querySelector('.sites-near');
    const { signal } = running;
    if (!old) return;
    try {
      const answer = await page.data.hazards(place, signal);
      if (!signal.aborted) old.replaceWith(sitesNear(answer));
    } catch {
      // What stands there says of when it is.
    }
  }

  function sitesNear(answer: HazardAnswer): HTMLElement {
    return h('section', { class: 'sites-near' },
      h('h3', {}, t('sites.title')),
      siteList(page, answer, flagOfWorst(answer, page.layers), SITES, 'h4'),
      h('button', { type: 'button', class: 'button', onclick: () => page.store.set({ view: 'sites' }) }, icon('sites'), t('sites.more')));
  }

  function creditsOf(answer: HazardAnswer): Layer[] {
    const ids = new Set([...answer.hazards.map((one) => one.layer), ...answer.checked, ...answer.sites.map((site) => site.layer)]);
    return page.catalogue.layers.filter((layer) => ids.has(layer.id));
  }

  async function drawThings(target: HTMLElement, signal: AbortSignal): Promise<void> {
    const { chosen, found, place, map } = page.store.state;
    fill(target, h('h3', {}, t('feature.title')), skeleton(t('here.busy'), 2));
    try {
      const refs = order(page, chosen, found ?? (map === 'none' ? await touchWithoutMap(page, place, signal) : null));
      // The map has not come to rest yet: what was chosen is shown already, the rest follows.
      const features = await Promise.all(refs.slice(0, MOST).map((ref) => read(page, ref, signal)));
      if (signal.aborted) return;
      const panels = features.filter((feature) => feature !== null).map((feature) => featurePanel(page, page.layers.get(feature.layer)!, feature, signal));
      const waiting = found === null && place !== null && map !== 'none';
      fill(target, h('h3', {}, t('feature.title')),
        panels,
        refs.length > MOST && h('p', { class: 'note' }, t('feature.more', { count: refs.length - MOST })),
        panels.length === 0 && (waiting ? skeleton(t('here.busy'), 2) : h('p', { class: 'empty' }, t(map === 'there' ? 'feature.none' : 'feature.noMap'))));
    } catch (error) {
      if (!isAborted(error)) fill(target, h('h3', {}, t('feature.title')), failure('feature.failed', error, draw));
    }
  }
}

function nothingChosen(page: PageContext): HTMLElement[] {
  return [
    h('h2', {}, t('here.empty.title')),
    h('ul', { class: 'ways' }, h('li', {}, icon('search'), t('here.empty.search')), page.store.state.map !== 'none' && h('li', {}, icon('here'), t('here.empty.tap'))),
    h('button', { type: 'button', class: 'button primary', onclick: () => page.locate() }, icon('locate'), t('here.empty.locate')),
    h('div', {}, legendOnScreen(page, page.catalogue.layers.filter((layer) => layer.hazard))),
    h('button', { type: 'button', class: 'button', onclick: () => page.store.set({ view: 'hazards' }) }, icon('hazards'), t('here.empty.hazards')),
    credits(page.catalogue.layers.filter((layer) => page.store.state.visible.has(layer.id))),
  ];
}

function actions(page: PageContext, place: Place): HTMLElement {
  const said = h('span', { role: 'status', class: 'small' });
  return h('div', { class: 'actions' },
    h('a', { class: 'button', href: page.data.sheet(place) }, icon('print'), t('here.sheet')),
    page.store.state.map !== 'none' && h('button', { type: 'button', class: 'button', onclick: () => page.map()?.goTo(place, 17) }, icon('here'), t('here.zoom')),
    h('button', {
      type: 'button', class: 'button',
      onclick: () => {
        void navigator.clipboard?.writeText(page.catalogue.audience === 'public' ? page.link() : location.href).then(() => {
          said.textContent = t('here.shared');
        });
      },
    }, icon('link'), t('here.share')),
    page.catalogue.audience === 'public' && shareLink(page, 'button'),
    said);
}

/** What was chosen by name first, then what is in register-bearing layers, then small before large; hazards have their own part. */
function order(page: PageContext, chosen: FeatureRef | null, found: readonly FeatureRef[] | null): FeatureRef[] {
  const shapes = { point: 0, mixed: 2, line: 2, polygon: 3, none: 4 } as const;
  const rank = (ref: FeatureRef): number => {
    const layer = page.layers.get(ref.layer)!;
    if (layer.relations && layer.relations.length > 0) return 1;
    return shapes[layer.geometryType] + (layer.group === 'base' ? 5 : 0);
  };
  const rest = (found ?? []).filter((ref) => {
    const layer = page.layers.get(ref.layer);
    return layer && !layer.hazard && !(chosen && ref.layer === chosen.layer && ref.fid === chosen.fid);
  });
  const first = chosen && page.layers.has(chosen.layer) ? [chosen] : [];
  return [...first, ...rest.sort((a, b) => rank(a) - rank(b))];
}

async function read(page: PageContext, ref: FeatureRef, signal: AbortSignal): Promise<TownFeature | null> {
  try {
    return await page.data.feature(ref.layer, ref.fid, signal);
  } catch (error) {
    // One thing that has gone meanwhile does not hide the others.
    if (error instanceof Error && 'failure' in error && error.failure === 'not-found') return null;
    throw error;
  }
}

/** Without a map nothing is drawn that could be asked: the layers are asked for their features at the place. */
async function touchWithoutMap(page: PageContext, place: Place | null, signal: AbortSignal): Promise<FeatureRef[]> {
  if (!place) return [];
  const asked = page.catalogue.layers.filter((layer) => !layer.hazard && (layer.geometryType === 'polygon' || layer.geometryType === 'mixed'));
  const answers = await Promise.all(asked.map((layer) => page.data.featuresAt(layer.id, place, 3, signal).catch((error: unknown) => {
    if (isAborted(error)) throw error;
    return [];
  })));
  return answers.flat().map(({ layer, fid }) => ({ layer, fid }));
}
