import type { TownData } from '../data/town-data';
import type { Layer, RegisterEntry, RegisterRow, Relation, TownFeature } from '../data/types';
import { t } from '../i18n';
import { fill, h } from '../ui/dom';
import { valueText } from '../ui/feature-panel';
import { personalBlock } from '../ui/personal';
import { failure, isAborted, skeleton } from '../ui/states';

/** The registers that the catalogue joins to a feature's layer, each in a block apart. */
export function registers(data: TownData, layer: Layer, feature: TownFeature, signal: AbortSignal): HTMLElement[] {
  return (layer.relations ?? []).map((relation) => register(data, layer, feature, relation, signal));
}

function register(data: TownData, layer: Layer, feature: TownFeature, relation: Relation, signal: AbortSignal): HTMLElement {
  const body = h('div', {});
  const load = async (): Promise<void> => {
    fill(body, skeleton(t('register.busy'), 3));
    try {
      const entries = await data.relation(layer, feature.fid, relation, signal);
      fill(body, entries.length === 0 ? h('p', { class: 'empty' }, t('register.none')) : entries.map(entry));
    } catch (error) {
      if (!isAborted(error)) fill(body, failure('register.failed', error, () => void load()));
    }
  };
  void load();
  return h('section', { class: 'register' }, h('h5', {}, relation.title), body);
}

/** One entry: what is about the land, and apart from it what is about a person. An entry that marks nothing is taken as personal whole. */
function entry({ rows }: RegisterEntry): HTMLElement {
  const said = rows.map((row) => [row, valueText(null, row.value)] as const).filter(([, text]) => text !== null);
  if (said.length === 0) return h('p', { class: 'empty' }, t('feature.empty'));
  const marked = said.some(([row]) => row.personal);
  const open = said.filter(([row]) => marked && !row.personal);
  const personal = said.filter(([row]) => !marked || row.personal);
  return h('div', { class: 'register-entry' }, facts(open), personalBlock(facts(personal)));
}

function facts(rows: readonly (readonly [RegisterRow, string | null])[]): HTMLElement | false {
  return rows.length > 0 && h('dl', { class: 'facts' }, rows.map(([row, text]) => h('div', {}, h('dt', {}, row.label), h('dd', {}, text! + (row.unit ?? '')))));
}
