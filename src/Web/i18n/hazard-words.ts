import type { HazardHere, Layer } from '../data/types';
import { isJapanese, t, type MessageKey } from './index';

/** Upper bounds of depths in metres and what they mean for a body or a house. */
const DEPTHS: readonly (readonly [number, MessageKey])[] = [
  [0.3, 'depth.ankle'], [0.5, 'depth.knee'], [1, 'depth.waist'], [3, 'depth.first'], [5, 'depth.second'], [10, 'depth.third'], [20, 'depth.seventh'],
];

/** A zone in a sentence of the page's language; null in Japanese, where the server's own sentence stands. */
export function hazardSentence(one: HazardHere, layer: Layer | undefined, range: string): string | null {
  if (isJapanese()) return null;
  const measure = layer?.hazard?.measure;
  const key = measure === 'depth' || measure === 'duration' ? (`say.${measure}` as const) : 'say.zone';
  const said = t(key, { title: layer?.kindTitle ?? layer?.title ?? one.layerTitle, range });
  const max = one.maxDepth;
  return measure === 'depth' ? `${said} ${t(max === null ? 'depth.above' : (DEPTHS.find(([upTo]) => max <= upTo)?.[1] ?? 'depth.above'))}` : said;
}

const DIRECTIONS = ['北', '北東', '東', '南東', '南', '南西', '西', '北西'];

/** One of the eight directions, which the server gives in Japanese. */
export function direction(japanese: string): string {
  const at = DIRECTIONS.indexOf(japanese);
  return at < 0 ? japanese : t(`direction.${at}` as MessageKey);
}
