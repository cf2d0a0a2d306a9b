import type { EmergencySite, HazardAnswer } from '../data/types';
import { t } from '../i18n';
import { formatDistance } from '../i18n/format';
import { direction } from '../i18n/hazard-words';
import type { PageContext } from './context';
import { fill, freshId, h } from './dom';
import { icon } from './icons';
import { siteState } from './site-state';
import { siteFlags, type SiteFlag } from './site-flags';
import { symbolPicture } from './swatch';

const MARKS = { yes: '○', limited: '△', no: '×' } as const;

/**
 * Emergency sites near a place, nearest first: those that fit the chosen disaster, then the others, so that nobody walks to a place
 * that is nearer but wrong. While an incident is on, those that are not open or full stand apart. `shown` is how many of each, `heading` the level
 * of the part's own headings.
 */
export function siteList(page: PageContext, answer: HazardAnswer, first: string | null, shown: number, heading: 'h3' | 'h4'): HTMLElement {
  const flags = siteFlags(page.catalogue);
  const lists = h('div', { class: 'site-lists' });
  let chosen = flags.find((flag) => flag.id === first) ?? null;

  const id = freshId('site-flag');
  const choice = h('select', { id, class: 'select' }, h('option', { value: '' }, t('sites.all')), flags.map((flag) => h('option', { value: flag.id }, flag.title)));
  choice.value = chosen?.id ?? '';
  choice.addEventListener('change', () => {
    chosen = flags.find((flag) => flag.id === choice.value) ?? null;
    draw();
  });

  const draw = (): void => {
    const sites = [...answer.sites].sort((a, b) => a.distance - b.distance);
    const fits = chosen ? sites.filter((site) => usable(site, chosen!)) : sites;
    const open = fits.filter((site) => !site.state?.against);
    const shut = fits.filter((site) => site.state?.against);
    const others = chosen ? sites.filter((site) => !usable(site, chosen!)) : [];
    fill(lists,
      open.length === 0
        ? h('p', { class: 'empty' }, shut.length > 0 ? t('state.noneOpen') : chosen ? t('sites.none', { hazard: chosen.title }) : t('sites.noneAll'))
        : list(page, open.slice(0, shown), flags, chosen),
      shut.length > 0 && [h(heading, {}, t('state.shut')), list(page, shut.slice(0, Math.min(shown, 3)), flags, chosen)],
      others.length > 0 && [
        h(heading, {}, t('sites.unfit', { hazard: chosen!.title })),
        list(page, others.slice(0, Math.min(shown, 3)), flags, chosen),
      ]);
  };

  draw();
  return h('div', { class: 'sites' },
    flags.length > 0 && h('div', { class: 'pick' }, h('label', { for: id }, t('sites.filter')), choice),
    lists, h('p', { class: 'note' }, t('sites.note')));
}

/** Fits without a condition, and does not itself stand where that disaster reaches. */
function usable(site: EmergencySite, flag: SiteFlag): boolean {
  return site.fits[flag.id] === 'yes' && !site.hazards.includes(flag.id);
}

function list(page: PageContext, sites: EmergencySite[], flags: SiteFlag[], chosen: SiteFlag | null): HTMLElement {
  return h('ol', { class: 'site-list' }, sites.map((site) => row(page, site, flags, chosen)));
}

function row(page: PageContext, site: EmergencySite, flags: SiteFlag[], chosen: SiteFlag | null): HTMLElement {
  const symbol = page.layers.get(site.layer)?.legend.find((item) => item.symbol)?.symbol;
  const inside = site.hazards.map((id) => flags.find((flag) => flag.id === id)?.title ?? null).filter((title) => title !== null);
  return h('li', { class: chosen && !usable(site, chosen) ? 'site unfit' : 'site' },
    h('div', { class: 'site-head' },
      symbol ? symbolPicture(symbol) : null,
      h('div', {},
        h('strong', { class: 'site-name', lang: 'ja' }, site.name),
        h('span', { class: 'site-distance' }, t('sites.distance', { direction: direction(site.direction), distance: formatDistance(site.distance) })),
        site.address && h('span', { class: 'site-address', lang: 'ja' }, site.address))),
    site.state && siteState(site.state),
    flags.length > 0 && h('ul', { class: 'marks', 'aria-label': t('fit.label') }, flags.map((flag) => mark(site, flag))),
    inside.length > 0 && h('p', { class: 'warning' }, t('sites.inZone', { hazards: inside.join('・') })),
    h('button', {
      type: 'button', class: 'button quiet', 'aria-label': `${site.name} ${t('sites.show')}`,
      onclick: () => page.open({ place: { lon: site.lon, lat: site.lat }, chosen: { layer: site.layer, fid: site.fid }, found: null }),
    }, icon('here'), t('sites.show')));
}

/** One mark in the manner of JIS Z 9098: the disaster, and ○ or ×; in words for those who hear the page. */
function mark(site: EmergencySite, flag: SiteFlag): HTMLElement {
  const fit = site.fits[flag.id] ?? null;
  return h('li', { class: `mark mark-${fit ?? 'unknown'}` },
    flag.symbol ? symbolPicture(flag.symbol) : null,
    h('span', {}, flag.title),
    h('span', { class: 'mark-sign', 'aria-hidden': 'true' }, fit ? MARKS[fit] : '—'),
    h('span', { class: 'visually-hidden' }, t(`fit.${fit ?? 'unknown'}`)));
}
