import { address } from '../data/read';
import { t } from '../i18n';
import type { PageContext } from './context';
import { h } from './dom';
import { icon } from './icons';

/** Leads to the page where a link, a QR code and the code for a frame are made of what is shown at the moment it is pressed. */
export function shareLink(page: PageContext, look: 'button' | 'row-link'): HTMLElement {
  const now = () => address(`share${new URL(page.link()).search}`);
  return h('a', {
    class: look, href: address('share'),
    // Also for those who open it in a new tab by the middle button or the menu.
    onpointerdown: (event: PointerEvent) => { (event.currentTarget as HTMLAnchorElement).href = now(); },
    onclick: (event: MouseEvent) => { (event.currentTarget as HTMLAnchorElement).href = now(); },
  }, look === 'button' && icon('share'), t('page.share'));
}
