import { t } from '../i18n';
import { h } from './dom';
import { icon } from './icons';
import { remarkTexts, type LinkRemark } from './map-link';

/** What of an old link is no longer there, until somebody has read it; null when all of it is. */
export function linkRemarks(remarks: readonly LinkRemark[]): HTMLElement | null {
  if (remarks.length === 0) return null;
  const box = h('div', { class: 'remark link-remarks', role: 'status' },
    h('div', {}, remarkTexts(remarks).map(({ said, japanese }) => h('p', {}, said, japanese && h('span', { lang: 'ja' }, ` ${japanese}`)))),
    h('button', { type: 'button', class: 'icon-button', 'aria-label': t('offline.close'), onclick: () => box.remove() }, icon('close')));
  return box;
}
