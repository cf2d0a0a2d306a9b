import type { LegendItem } from '../data/types';
import { formatRange } from './format';
import { depthMeaning } from './hazard-words';
import { t, translated } from './index';

/** What the importer writes behind the class of a zone that is still to be designated; the class itself is that of the others. */
const PLANNED = '指定前';

/**
 * A legend's class in the language of the page: by its name in the message file, a range by rule, what stands for a whole kind by the kind's title.
 * Null when nobody has translated it. The server's pages have the same rules (Shell/Words).
 */
export function className({ name, bounds, filter, label }: LegendItem, kindTitle: string | undefined): string | null {
  const own = name ? translated(`class.${name}`) : null;
  if (own !== null) return label.includes(PLANNED) ? t('hazard.planned', { class: own }) : own;
  if (bounds) return formatRange(bounds.min, bounds.max, bounds.unit);
  return filter === null ? (kindTitle ?? null) : null;
}

/** What a class means for a body or a house, in the language of the page; null when that is not known. */
export function classMeaning({ name, bounds }: LegendItem, measure: string | undefined): string | null {
  const own = name ? translated(`means.${name}`) : null;
  return own ?? (measure === 'depth' && bounds ? depthMeaning(bounds.max) : null);
}
