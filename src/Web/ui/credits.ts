import type { Layer } from '../data/types';
import { t } from '../i18n';
import { h } from './dom';

/** Publisher, date, licence and processing of what is shown, and what a map cannot promise. Never missing. */
export function credits(layers: readonly Layer[], open = false): HTMLElement {
  const rows = layers.filter((layer) => layer.attribution || layer.dateText).map((layer) => {
    const { publisher, licence, url, processing } = layer.attribution ?? { publisher: null, licence: null, url: null, processing: null };
    const parts = [
      publisher,
      layer.dateText && t('credits.made', { date: layer.dateText }),
      licence && t('credits.licence', { text: licence }),
      processing && t('credits.processing', { text: processing }),
    ].filter(Boolean).join('。');
    return h('li', {}, h('strong', {}, layer.title), ' ', parts,
      url && /^https?:\/\//.test(url) && [' ', h('a', { href: url, rel: 'noopener' }, t('credits.site', { publisher: publisher ?? layer.title }))]);
  });
  return h('footer', { class: 'credits' },
    h('details', { open }, h('summary', {}, t('credits.title')), h('ul', { class: 'plain' }, rows)),
    h('p', { class: 'note' }, t('credits.note')));
}
