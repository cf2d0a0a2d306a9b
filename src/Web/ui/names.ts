import type { Layer, LegendItem } from '../data/types';
import { bracketsAround } from '../i18n/catalogue';
import { h } from './dom';

/** The attribute of words that are Japanese on a page of another language. */
export const marked = (japanese: boolean | undefined): { lang?: string } => (japanese ? { lang: 'ja' } : {});

/** A layer's title, with the town's own Japanese title behind the translated one. */
export function layerName({ title, kindTitle, ownTitle, japanese }: Layer): (Node | string)[] {
  if (ownTitle === undefined) return japanese ? [h('span', { lang: 'ja' }, title)] : [title];
  const [open, close] = bracketsAround(ownTitle);
  return [`${kindTitle}${open}`, h('span', { lang: 'ja' }, ownTitle), close];
}

/** The Japanese words of a hazard's class, which stand beside every translation. */
export function originalOf(layer: Layer | undefined, item: LegendItem | undefined): HTMLElement | null {
  if (!layer?.hazard || !item?.original || item.japanese || item.original === item.label) return null;
  return h('span', { class: 'original', lang: 'ja' }, item.original);
}
