import type { HazardAnswer, HazardHere } from '../data/types';
import { isForeign, isJapanese, original, t } from '../i18n';
import { formatDate, formatRange } from '../i18n/format';
import { hazardSentence } from '../i18n/hazard-words';
import type { PageContext } from './context';
import { h } from './dom';
import { layerName, marked, originalOf } from './names';
import { swatch } from './swatch';

/** What the data says about a place: the worst first, then what was looked at, what lies outside the data, what is not loaded. */
export function hazardAnswer(page: PageContext, answer: HazardAnswer): HTMLElement {
  const worst = [...answer.hazards].sort((a, b) => b.severity - a.severity);
  const hit = new Set(answer.hazards.map((hazard) => hazard.layer));
  const title = (id: string) => page.layers.get(id)?.title ?? id;
  const date = (id: string) => page.layers.get(id)?.dateText ?? null;
  const byDate = (ids: string[]) => [...new Set(ids.map(date))].map((when) => [when, ids.filter((id) => date(id) === when)] as const);
  const clear = answer.checked.filter((id) => !hit.has(id) && !answer.outsideCoverage.includes(id));
  const kinds = new Map(page.catalogue.kinds?.map((kind) => [kind.id, kind]));

  return h('section', { class: 'hazard-answer' },
    h('h3', {}, t('hazard.title')),
    worst.length > 0
      ? h('ul', { class: 'hazards' }, worst.map((one) => hazard(page, one)))
      : clear.length > 0 && [h('p', { class: 'lead' }, t('hazard.none')), beside('hazard.none')],
    (worst.length === 0 || clear.length > 0) && clear.length > 0 && h('div', { class: 'aside-block' },
      h('h4', {}, t('hazard.checked')),
      byDate(clear).map(([when, ids]) => [
        h('ul', { class: 'dotted' }, ids.map((id) => h('li', {}, title(id)))),
        when && h('p', { class: 'small' }, t('hazard.asOf', { date: when })),
      ]),
      h('p', { class: 'note' }, t('hazard.noneNote')), beside('hazard.noneNote')),
    answer.outsideCoverage.length > 0 && h('div', { class: 'aside-block' },
      h('h4', {}, t('hazard.outside')),
      h('p', {}, answer.outsideCoverage.map(title).join('、')),
      h('p', { class: 'note' }, t('hazard.outsideNote')), beside('hazard.outsideNote')),
    answer.missing.length > 0 && h('div', { class: 'aside-block' },
      h('h4', {}, t('hazard.missing')),
      h('p', {}, answer.missing.map((id, at) => [at > 0 && '、', h('span', marked(kinds.get(id)?.japanese), kinds.get(id)?.title ?? id)])),
      h('p', { class: 'note' }, t('hazard.missingNote')), beside('hazard.missingNote')));
}

/** A warning's Japanese words, which stand beside every translation. */
function beside(key: 'hazard.none' | 'hazard.noneNote' | 'hazard.outsideNote' | 'hazard.missingNote'): HTMLElement | false {
  return !isJapanese() && h('p', { class: 'note', lang: 'ja' }, original(key));
}

/** Side of the sign beside a hazard, in CSS pixels. */
const SIGN = [52, 52] as const;

function hazard(page: PageContext, one: HazardHere): HTMLElement {
  const layer = page.layers.get(one.layer);
  const item = layer?.legend.find((row) => (row.original ?? row.label) === one.label) ?? layer?.legend.find((row) => row.color === one.color);
  const opacity = item?.opacity;
  const words = formatRange(one.minDepth, one.maxDepth, one.unit);
  const range = words ?? (isJapanese() ? one.zoneClass : (item?.label ?? one.zoneClass));
  const said = hazardSentence(one, layer, item, range ?? '');
  const facts: [string, string | null][] = [
    [t('hazard.scenario'), one.scenario],
    [t('hazard.returnPeriod'), one.returnPeriod],
    [t('hazard.source'), [one.source, one.date && formatDate(one.date)].filter(Boolean).join('、') || null],
  ];
  return h('li', { class: 'hazard' },
    h('div', { class: 'hazard-head' },
      swatch({ color: one.color, pattern: one.pattern, ...(opacity === undefined ? {} : { opacity }) }, SIGN),
      h('div', {}, h('h4', { class: 'hazard-title' }, layer ? layerName(layer) : one.layerTitle),
        range && h('strong', { class: 'hazard-range', ...marked(words === null && (item ? item.japanese : isForeign())) }, range), words === null && item?.original !== layer?.ownTitle && originalOf(layer, item))),
    said && h('p', { class: 'hazard-said' }, said),
    h('p', { class: 'hazard-text', lang: 'ja' }, one.text),
    h('dl', { class: 'facts' }, facts.filter(([, value]) => value).map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value!)))));
}
