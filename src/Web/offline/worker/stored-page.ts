import { when } from '../when';

/** The notice that a page carries, hidden, for the time when it is shown from the store. */
const NOTICE = /<div class="stored" data-stored hidden>([\s\S]*?)<\/div>/;

/** Whether a page can say that it comes from the store: one that cannot must not be stored. */
export const canSay = (html: string): boolean => NOTICE.test(html) || MAP.test(html);

/** The map's page says it by a script, from this mark. */
const MAP = /<div id="app"/;

/** The page with its notice shown and the time filled in; it is there from the first moment, without a script. */
export function markStored(html: string, at: Date): string {
  const lang = /<html[^>]*\blang="([\w-]+)"/.exec(html)?.[1] ?? 'ja';
  return html
    .replace(/<html\b/, `<html data-stored-at="${at.toISOString()}"`)
    .replace(NOTICE, (_, inside: string) => `<div class="stored" data-stored role="status">${inside.replaceAll('{when}', when(at, lang))}</div>`);
}

/** Addresses of pictures in a sheet: the one for phones, or the other, or both. */
export function picturesIn(html: string, narrow: boolean | null): string[] {
  return [...html.matchAll(/(?:src|srcset)="(\/place\/map\.svg[^"]*)"/g)].map(([, address]) => address!.replaceAll('&amp;', '&'))
    .filter((address) => narrow === null || /[?&]size=narrow(&|$)/.test(address) === narrow);
}
