import { serverData } from '../data/town-data';
import { ReadError, address } from '../data/read';
import { speaking, t, type MessageKey } from '../i18n';
import { inLanguage } from '../i18n/catalogue';
import { chosenLanguage, learn } from '../i18n/choice';
import type { PageContext } from './context';
import { fill, h } from './dom';
import { prefer, preference, wear } from './preferences';
import { buildPage, waitingPage, type PageOptions } from './page';
import { failure } from './states';
import 'virtual:themes.css';
import './css/page.css';

/** As the page is built, with its title by key: the language is not known yet. */
export type StartOptions = Omit<PageOptions, 'title'> & { title: MessageKey };

/** Starts a page: the catalogue first, everything else from it. Null when that did not come; the page then offers to try again. */
export async function start(options: StartOptions): Promise<PageContext | null> {
  const root = document.getElementById('app')!;
  wear();
  const language = chosenLanguage(location.search, preference('lang'), navigator.languages);
  if (new URLSearchParams(location.search).has('lang')) prefer('lang', language.id);
  await learn(language);
  document.documentElement.lang = speaking().lang;
  const title = t(options.title);
  waitingPage(root);
  try {
    const catalogue = await serverData.catalogue();
    return buildPage(root, inLanguage(catalogue), serverData, { ...options, title });
  } catch (error) {
    const signIn = error instanceof ReadError && error.failure === 'signed-out';
    fill(root, h('main', { class: 'waiting' },
      h('h1', {}, title),
      failure('failure.catalogue', error, () => void start(options)),
      signIn && h('p', {}, h('a', { href: address('staff/sign-in') }, t('failure.signIn')))));
    root.removeAttribute('aria-busy');
    return null;
  }
}
