import { t } from '../i18n';
import { freshId, h } from './dom';

export type SheetHeight = 'low' | 'half' | 'full';
const ORDER: readonly SheetHeight[] = ['low', 'half', 'full'];
/** Shares of the room between the head and the foot of the page; the style sheet has the same. */
const SHARES: Record<SheetHeight, number> = { low: 0, half: 0.52, full: 1 };
/** The folded sheet in CSS pixels. */
const FOLDED = 48;
/** A press that moves less than this, in CSS pixels, is a tap. */
const TAP = 6;
/** A click this soon after a drag is the end of the drag, in milliseconds. */
const SAME_PRESS = 700;

export interface Sheet {
  element: HTMLElement;
  set(height: SheetHeight): void;
  height(): SheetHeight;
  /** How much of the map's foot it hides once it has come to rest, in CSS pixels; 0 where it stands beside the map. */
  covered(): number;
}

/** The panel. On a phone it is a sheet over the map that is dragged or tapped to three heights; on a wide screen it simply stands there. */
export function sheet(content: HTMLElement): Sheet {
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
  }

  // A tap waits for its click: if the sheet went away before, the click would fall through onto the map.
  let dragged = -Infinity;
  grip.addEventListener('click', (event) => {
    // A click made by a key or an assistant has no press before it.
    if (event.detail === 0 || performance.now() - dragged > SAME_PRESS) set(now === 'full' ? 'low' : ORDER[ORDER.indexOf(now) + 1]!);
  });
  grip.addEventListener('pointerdown', (down) => {
    const room = (element.parentElement?.clientHeight ?? window.innerHeight);
    const start = element.getBoundingClientRect().height;
    let moved = 0;
    dragged = -Infinity;
    const held = new AbortController();
    grip.setPointerCapture(down.pointerId);
    element.classList.add('dragging');
    const move = (event: PointerEvent): void => {
      moved = down.clientY - event.clientY;
      element.style.height = `${Math.max(FOLDED, Math.min(room, start + moved))}px`;
    };
    const up = (): void => {
      held.abort();
      element.classList.remove('dragging');
      if (Math.abs(moved) < TAP) {
        element.style.removeProperty('height');
        return;
      }
      dragged = performance.now();
      set(nearest((start + moved) / room));
    };
    grip.addEventListener('pointermove', move, { signal: held.signal });
    grip.addEventListener('pointerup', up, { signal: held.signal });
    grip.addEventListener('pointercancel', up, { signal: held.signal });
  });

  function covered(): number {
    const stage = element.parentElement;
    if (!stage || getComputedStyle(element).position !== 'absolute') return 0;
    // Under a sheet that hides everything the map is arranged as for the half one, which is what comes next.
    return now === 'low' ? FOLDED : stage.clientHeight * SHARES.half;
  }

  set('half');
  return { element, set, height: () => now, covered };
}

/** The height whose share is nearest to where the finger let go. */
export function nearest(share: number): SheetHeight {
  return ORDER.reduce((best, one) => (Math.abs(SHARES[one] - share) < Math.abs(SHARES[best] - share) ? one : best));
}
