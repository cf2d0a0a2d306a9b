import type { HazardHere, Layer, LegendItem } from '../data/types';
import { isForeign, isJapanese, t, type MessageKey } from './index';

/** Upper bounds of depths in metres and what they mean for a body or a house. */
const DEPTHS: readonly (readonly [number, MessageKey])[] = [
  [0.3, 'depth.ankle'], [0.5, 'depth.knee'], [1, 'depth.waist'], [3, 'depth.first'], [5, 'depth.second'], [10, 'depth.third'], [20, 'depth.seventh'],
];

/** What a depth means for a body or a house, by its upper bound in metres; null: open ended. */
export function depthMeaning(max: number | null): string {
  return t(max === null ? 'depth.above' : (DEPTHS.find(([upTo]) => max <= upTo)?.[1] ?? 'depth.above'));
}

/**
 * A zone in a sentence of the page's language; null in Japanese, where the server's own sentence stands. `item` is its class in the legend,
 * `range` what that is called.
 */
export function hazardSentence(one: HazardHere, layer: Layer | undefined, item: LegendItem | undefined, range: string): string | null {
  if (isJapanese()) return null;
  const measure = layer?.hazard?.measure;
  const title = layer?.kindTitle ?? layer?.title ?? one.layerTitle;
  if (measure === 'depth') return `${t('say.depth', { title, range })} ${depthMeaning(one.maxDepth)}`;
  if (measure === 'duration') return t('say.duration', { title, range });
  const known = item && !item.japanese;
  // Nothing of it is translated: the Japanese sentence says it all.
  if (!known && (layer ? layer.japanese : isForeign())) return null;
  const said = t('say.zone', { title: known ? item.label : title });
  return known && item.description ? `${said} ${item.description}` : said;
}

const DIRECTIONS = ['北', '北東', '東', '南東', '南', '南西', '西', '北西'];

/** One of the eight directions, which the server gives in Japanese. */
export function direction(japanese: string): string {
  const at = DIRECTIONS.indexOf(japanese);
  return at < 0 ? japanese : t(`direction.${at}` as MessageKey);
}
