import { ReadError } from '../data/read';
import { t, type MessageKey } from '../i18n';
import { h } from './dom';

/** Grey bars in the shape of what is coming; screen readers hear the sentence. */
export function skeleton(message: string, rows = 3): HTMLElement {
  return h('div', { class: 'skeleton', role: 'status' }, h('span', { class: 'visually-hidden' }, message),
    Array.from({ length: rows }, (_, i) => h('span', { class: `bone bone-${i % 3}`, 'aria-hidden': 'true' })));
}

/** The reason of a failure and what to do about it, in one sentence or two. */
export function reasonOf(error: unknown): string {
  if (error instanceof ReadError) return error.failure === 'refused' && error.detail ? error.detail : t(`failure.${error.failure}`);
  return t('failure.broken');
}

/** Says what failed, why, and offers to try again. */
export function failure(message: MessageKey, error: unknown, retry?: () => void): HTMLElement {
  return h('div', { class: 'failure', role: 'alert' },
    h('p', {}, t(message, { reason: reasonOf(error) })),
    retry && h('button', { type: 'button', class: 'button', onclick: retry }, t('page.retry')));
}

export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
