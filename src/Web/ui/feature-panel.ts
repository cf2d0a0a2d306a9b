import type { Field, Layer, TownFeature } from '../data/types';
import { t } from '../i18n';
import { formatDate, formatNumber } from '../i18n/format';
import type { PageContext } from './context';
import { h } from './dom';
import { layerName, marked } from './names';
import { personalBlock } from './personal';
import { legendSwatch } from './swatch';

/** What is known about one feature, by its layer's panel template. */
export function featurePanel(page: PageContext, layer: Layer, feature: TownFeature, signal: AbortSignal): HTMLElement {
  const title = fillTemplate(layer.panel.title, layer, feature.properties);
  const rows = panelFields(layer)
    .map((field) => [field, fieldValue(field, feature.properties[field.name])] as const)
    // What the title says already is not said again.
    .filter(([field, value]) => value !== null && layer.panel.title !== `{${field.name}}`);
  const look = layer.legend.length === 1 ? layer.legend[0] : layer.legend.find((item) => item.symbol);
  const called = calledHere(layer, feature);
  return h('article', { class: 'feature' },
    h('div', { class: 'feature-head' },
      look ? legendSwatch(look, layer.geometryType) : null,
      h('div', {}, h('h4', { lang: 'ja' }, title || t('feature.untitled')), called && h('span', { class: 'feature-class' }, called),
        h('span', { class: 'feature-layer' }, layerName(layer)))),
    folded(rows.filter(([field]) => !field.personal)),
    personal(rows.filter(([field]) => field.personal)),
    page.more(layer, feature, signal));
}

/** The class of a feature in the language of the page; null in Japanese, and where nobody translated it. */
function calledHere(layer: Layer, feature: TownFeature): string | null {
  const field = layer.fields.find(({ role }) => role === 'hazard-class' || role === 'category');
  const words = field && valueText(field, feature.properties[field.name]);
  const item = words ? layer.legend.find(({ original }) => original === words) : undefined;
  return item && !item.japanese && item.label !== words ? item.label : null;
}

/** How many lines are read at once; the rest is a press away. */
const AT_ONCE = 6;

function folded(rows: readonly Row[]): (HTMLElement | false)[] {
  // A fold for one or two lines would take as much room as they do.
  if (rows.length <= AT_ONCE + 2) return [facts(rows)];
  const rest = rows.slice(AT_ONCE);
  return [facts(rows.slice(0, AT_ONCE)), h('details', {}, h('summary', {}, t('feature.rest', { count: rest.length })), facts(rest))];
}

type Row = readonly [Field, Node | string | null];

function facts(rows: readonly Row[]): HTMLElement | false {
  return rows.length > 0 && h('dl', { class: 'facts' }, rows.map(([field, value]) => h('div', {}, h('dt', marked(field.japanese), field.title), h('dd', { lang: 'ja' }, value!))));
}

/** Fields about a person stand apart, with what that means. */
function personal(rows: readonly Row[]): HTMLElement | false {
  return rows.length > 0 && personalBlock(facts(rows));
}

/** The fields of the panel in its order; all of them when it names none. */
function panelFields(layer: Layer): Field[] {
  if (layer.panel.fields.length === 0) return layer.fields;
  const byName = new Map(layer.fields.map((field) => [field.name, field]));
  return layer.panel.fields.map((name) => byName.get(name)).filter((field) => field !== undefined);
}

/** Fills {field} marks with values; what is empty leaves no trace. Works without the page for the sake of lists. */
export function fillTemplate(template: string, layer: Pick<Layer, 'fields'>, properties: Record<string, unknown>): string {
  return template.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const field = layer.fields.find((f) => f.name === name);
    return valueText(field ?? null, properties[name]) ?? '';
  }).trim();
}

/** A value in words: codes by their meaning, numbers grouped with their unit, dates by era. Null when there is nothing to say. */
export function valueText(field: Field | null, value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  const coded = field?.codes?.[String(value)];
  if (coded !== undefined) return coded;
  if (typeof value === 'boolean') return t(value ? 'feature.yes' : 'feature.no');
  // A date in a text column stays as the source wrote it; one in a date column is read.
  if (field?.type === 'date' && typeof value === 'string') return formatDate(value);
  if (typeof value === 'number' && field?.type === 'number') return formatNumber(value) + (field.unit ?? '');
  return String(value) + (field?.unit ?? '');
}

function fieldValue(field: Field, value: unknown): Node | string | null {
  const text = valueText(field, value);
  if (text === null) return null;
  if (field.role === 'phone') return h('a', { href: `tel:${text.replace(/[^\d+]/g, '')}` }, text);
  if ((field.type === 'url' || field.role === 'url') && /^https?:\/\//.test(text)) return h('a', { href: text, rel: 'noopener' }, text);
  return text;
}
