import type { TownData } from '../data/town-data';
import type { Layer, RegisterEntry, Relation, TownFeature } from '../data/types';
import { t } from '../i18n';
import { fill, h } from '../ui/dom';
import { personalBlock } from '../ui/personal';
import { failure, isAborted, skeleton } from '../ui/states';

/** The registers that the catalogue joins to a feature's layer, each in a block apart, marked as personal data. */
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
  return personalBlock(relation.title, body);
}

function entry({ title, rows }: RegisterEntry): HTMLElement {
  const said = rows.filter((row) => row.value !== null && row.value !== '');
  return h('div', { class: 'register-entry' },
    title && h('p', { class: 'register-title' }, title),
    said.length === 0 ? h('p', { class: 'empty' }, t('feature.empty'))
      : h('dl', { class: 'facts' }, said.map((row) => h('div', {}, h('dt', {}, row.label), h('dd', {}, String(row.value))))));
}
