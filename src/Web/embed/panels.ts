import { t } from '../i18n';
import { fill, freshId, h } from '../ui/dom';
import { icon } from '../ui/icons';

/** A row of buttons below the map; each opens its text over the map's foot, one at a time. Escape or the cross closes it, and the focus goes back. */
export function panels(parts: readonly { title: string; content(): HTMLElement[] }[]): HTMLElement {
  const body = h('div', { class: 'panel-body', tabindex: '0' });
  const panel = h('section', { class: 'panel', id: freshId('panel'), hidden: true },
    h('button', { type: 'button', class: 'icon-button', 'aria-label': t('offline.close'), onclick: () => close() }, icon('close')), body);
  let open: HTMLButtonElement | null = null;

  const close = (): void => {
    panel.hidden = true;
    open?.setAttribute('aria-expanded', 'false');
    open?.focus();
    open = null;
  };
  const buttons = parts.map(({ title, content }) => {
    const button = h('button', {
      type: 'button', class: 'panel-button', 'aria-expanded': 'false', 'aria-controls': panel.id,
      onclick: () => {
        if (open === button) return close();
        open?.setAttribute('aria-expanded', 'false');
        open = button;
        button.setAttribute('aria-expanded', 'true');
        panel.setAttribute('aria-label', title);
        body.setAttribute('aria-label', title);
        body.setAttribute('role', 'group');
        fill(body, content());
        panel.hidden = false;
        body.scrollTop = 0;
      },
    }, title);
    return button;
  });
  const element = h('div', { class: 'panels' }, panel, h('div', { class: 'panel-buttons' }, buttons));
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && open) close();
  });
  return element;
}
