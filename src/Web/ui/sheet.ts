import { t } from '../i18n';
import { freshId, h } from './dom';

export type SheetHeight = 'low' | 'half' | 'full';
const ORDER: readonly SheetHeight[] = ['low', 'half', 'full'];
/** Shares of the room between the head and the foot of the page, in the order of the heights. */
const SHARES: Record<SheetHeight, number> = { low: 0, half: 0.5, full: 1 };
/** A press that moves less than this, in CSS pixels, is a tap. */
const TAP = 6;

/** The panel. On a phone it is a sheet over the map that is dragged or tapped to three heights; on a wide screen it simply stands there. */
export function sheet(content: HTMLElement): { element: HTMLElement; set(height: SheetHeight): void; height(): SheetHeight } {
  const bodyId = freshId('sheet');
  content.id = bodyId;
  const grip = h('button', { type: 'button', class: 'sheet-grip', 'aria-controls': bodyId, 'aria-expanded': 'false', 'aria-label': t('sheet.grow') },
    h('span', { 'aria-hidden': 'true' }));
  const element = h('div', { class: 'sheet', 'data-height': 'half' }, grip, content);
  let now: SheetHeight = 'half';

  function set(height: SheetHeight): void {
    now = height;
    element.dataset.height = height;
    element.style.removeProperty('height');
    grip.setAttribute('aria-expanded', String(height !== 'low'));
    grip.setAttribute('aria-label', t(height === 'full' ? 'sheet.shrink' : 'sheet.grow'));
    element.dispatchEvent(new CustomEvent('sheet', { detail: height }));
  }

  grip.addEventListener('click', (event) => {
    // A click made by a key has no pointer before it; one made by a finger was dealt with when the finger left.
    if (event.detail === 0) set(now === 'full' ? 'low' : ORDER[ORDER.indexOf(now) + 1]!);
  });

  grip.addEventListener('pointerdown', (down) => {
    const room = (element.parentElement?.clientHeight ?? window.innerHeight);
    const start = element.getBoundingClientRect().height;
    let moved = 0;
    grip.setPointerCapture(down.pointerId);
    element.classList.add('dragging');
    const move = (event: PointerEvent): void => {
      moved = down.clientY - event.clientY;
      element.style.height = `${Math.max(48, Math.min(room, start + moved))}px`;
    };
    const up = (): void => {
      grip.removeEventListener('pointermove', move);
      element.classList.remove('dragging');
      if (Math.abs(moved) < TAP) set(now === 'full' ? 'low' : ORDER[ORDER.indexOf(now) + 1]!);
      else set(nearest((start + moved) / room));
    };
    grip.addEventListener('pointermove', move);
    grip.addEventListener('pointerup', up, { once: true });
    grip.addEventListener('pointercancel', up, { once: true });
  });

  set('half');
  return { element, set, height: () => now };
}

/** The height whose share is nearest to where the finger let go. */
export function nearest(share: number): SheetHeight {
  return ORDER.reduce((best, one) => (Math.abs(SHARES[one] - share) < Math.abs(SHARES[best] - share) ? one : best));
}
