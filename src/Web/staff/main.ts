import { address } from '../data/read';
import { t } from '../i18n';
import { h } from '../ui/dom';
import { start } from '../ui/start';
import { registers } from './registers';

void start({
  title: 'page.staff',
  layersApart: true,
  thingsFirst: true,
  more: registers,
  menu: () => [
    h('form', { method: 'post', action: address('staff/sign-out') }, h('button', { type: 'submit', class: 'button' }, t('menu.signOut'))),
  ],
});
