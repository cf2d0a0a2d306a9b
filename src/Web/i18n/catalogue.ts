import type { Catalogue, Layer, LegendItem, Titled } from '../data/types';
import { isForeign, isJapanese, speaking } from './index';

/** The catalogue in the language of the page. What has no translation stays Japanese; what is only explained in Japanese is left out. */
export function inLanguage(catalogue: Catalogue): Catalogue {
  if (isJapanese()) return catalogue;
  const titled = <T extends Titled>(one: T): T => ({ ...one, title: one.titles?.[speaking().id] ?? one.title });
  const kinds = new Map((catalogue.kinds ?? []).map((kind) => [kind.id, kind] as const));
  return {
    ...catalogue,
    groups: catalogue.groups.map(titled),
    ...(catalogue.kinds ? { kinds: catalogue.kinds.map(titled) } : {}),
    ...(catalogue.siteFlags ? { siteFlags: catalogue.siteFlags.map(titled) } : {}),
    layers: catalogue.layers.map((layer) => layerIn(layer, kinds.get(layer.kind))),
  };
}

function layerIn(layer: Layer, kind: Titled | undefined): Layer {
  const title = kind?.titles?.[speaking().id];
  return {
    ...layer,
    title: title === undefined ? layer.title : layer.title === kind!.title ? title : `${title}（${layer.title}）`,
    ...(title === undefined ? {} : { kindTitle: title }),
    ...(isForeign() ? { dateText: layer.date, description: null, legend: layer.legend.map(legendIn) } : {}),
  };
}

/** Ranges are written in signs that every language reads; what they mean for a body stands in the answer. */
function legendIn(item: LegendItem): LegendItem {
  return { ...item, label: item.range ?? item.label, description: item.range ? null : item.description };
}
