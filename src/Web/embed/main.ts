import { serverData } from '../data/town-data';
import { speaking } from '../i18n';
import { inLanguage } from '../i18n/catalogue';
import { chosenLanguage, learn } from '../i18n/choice';
import { fill, h } from '../ui/dom';
import { failure } from '../ui/states';
import { frameView } from './frame-view';
import 'virtual:themes.css';
import './css/embed.css';

/** The map in somebody else's page. Nothing is kept and no cookie is read: the language is that of the address or of the browser, the look that of the device. */
async function begin(): Promise<void> {
  const root = document.getElementById('app')!;
  const theme = new URLSearchParams(location.search).get('theme');
  if (theme === 'light' || theme === 'dark' || theme === 'contrast') document.documentElement.dataset.theme = theme;
  await learn(chosenLanguage(location.search, null, navigator.languages));
  document.documentElement.lang = speaking().lang;
  try {
    const catalogue = inLanguage(await serverData.catalogue());
    await frameView(root, catalogue, serverData);
  } catch (error) {
    fill(root, h('main', { class: 'waiting' }, failure('failure.catalogue', error, () => void begin())));
  }
  root.removeAttribute('aria-busy');
}

void begin();
