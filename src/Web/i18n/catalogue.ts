import type { Catalogue, Field, Layer, LegendItem, Titled } from '../data/types';
import { classMeaning, className } from './class-words';
import { isForeign, isJapanese, speaking, translated } from './index';

/** The catalogue in the language of the page. What has no translation stays Japanese and says so; what is only explained in Japanese is left out. */
export function inLanguage(catalogue: Catalogue): Catalogue {
  if (isJapanese()) return catalogue;
  const kinds = new Map((catalogue.kinds ?? []).map((kind) => [kind.id, kind] as const));
  const flags = new Map((catalogue.siteFlags ?? []).map((flag) => [`fits-${flag.id}`, titled(flag)] as const));
  return {
    ...catalogue,
    groups: catalogue.groups.map(titled),
    ...(catalogue.kinds ? { kinds: catalogue.kinds.map(titled) } : {}),
    ...(catalogue.siteFlags ? { siteFlags: catalogue.siteFlags.map(titled) } : {}),
    layers: catalogue.layers.map((layer) => layerIn(layer, kinds.get(layer.kind), flags)),
  };
}

function titled<T extends Titled>(one: T): T {
  const title = one.titles?.[speaking().id];
  return title === undefined ? { ...one, japanese: isForeign() } : { ...one, title };
}

function layerIn(layer: Layer, kind: Titled | undefined, flags: ReadonlyMap<string, Titled>): Layer {
  const title = kind?.titles?.[speaking().id];
  const own = title !== undefined && layer.title !== kind!.title;
  return {
    ...layer,
    ...(title === undefined ? { japanese: isForeign() } : { title: own ? title + bracketsAround(layer.title).join(layer.title) : title, kindTitle: title }),
    ...(own ? { ownTitle: layer.title } : {}),
    ...(isForeign() ? { dateText: layer.date, description: null } : {}),
    legend: layer.legend.map((item) => legendIn(item, layer, title)),
    fields: layer.fields.map((field) => fieldIn(field, flags)),
  };
}

/** Brackets for words that stand beside a translation. Those around brackets have another form, as on the server's pages: Flood depth［洪水の浸水の深さ（想定最大規模）］. */
export const bracketsAround = (words: string): readonly [string, string] => (words.includes('（') ? ['［', '］'] : ['（', '）']);

/** A field that means something known is called so; others keep the name of their column. */
function fieldIn(field: Field, flags: ReadonlyMap<string, Titled>): Field {
  const { role } = field;
  const flag = role === null ? undefined : flags.get(role);
  const title = role === null ? null : (translated(`field.${role}`) ?? translated(`facility.${role}`) ?? (flag?.japanese ? null : (flag?.title ?? null)));
  return title === null ? { ...field, japanese: isForeign() } : { ...field, title };
}

function legendIn(item: LegendItem, layer: Layer, kindTitle: string | undefined): LegendItem {
  const label = className(item, kindTitle);
  const description = classMeaning(item, layer.hazard?.measure) ?? (label !== null && isForeign() ? null : item.description);
  return { ...item, label: label ?? item.label, description, original: item.label, japanese: label === null && isForeign() };
}
