import { t } from '../i18n';
import { h } from './dom';
import { icon } from './icons';

/** A block for what is about a person: apart, marked, and with the remark that looking is recorded. */
export function personalBlock(...content: (HTMLElement | false)[]): HTMLElement {
  return h('div', { class: 'personal-block', role: 'group', 'aria-label': t('register.personal') },
    h('span', { class: 'personal' }, icon('lock'), t('register.personal')),
    content,
    h('p', { class: 'note' }, t('register.note')));
}
