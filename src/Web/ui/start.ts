import { serverData } from '../data/town-data';
import { ReadError, address } from '../data/read';
import { t } from '../i18n';
import { fill, h } from './dom';
import { restoreTextSize } from './menu-view';
import { buildPage, waitingPage, type PageOptions } from './page';
import { failure } from './states';
import 'virtual:themes.css';
import './css/page.css';

/** Starts a page: the catalogue first, everything else from it. */
export async function start(options: PageOptions): Promise<void> {
  const root = document.getElementById('app')!;
  restoreTextSize();
  waitingPage(root);
  try {
    const catalogue = await serverData.catalogue();
    buildPage(root, catalogue, serverData, options);
  } catch (error) {
    const signIn = error instanceof ReadError && error.failure === 'signed-out';
    fill(root, h('main', { class: 'waiting' },
      h('h1', {}, options.title),
      failure('failure.catalogue', error, () => void start(options)),
      signIn && h('p', {}, h('a', { href: address('staff/sign-in') }, t('failure.signIn')))));
    root.removeAttribute('aria-busy');
  }
}
