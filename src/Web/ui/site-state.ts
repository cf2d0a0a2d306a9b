import type { SiteState } from '../data/types';
import { isForeign, isJapanese, original, t, type MessageKey } from '../i18n';
import { h } from './dom';

/** What was last said of a site: how it is, of when that is and how long ago that was. What is not known is said to be unknown. */
export function siteState(state: SiteState): HTMLElement {
  const say = (words: (key: MessageKey) => string, between: string): string => {
    const opening = words(`state.${state.opening}`);
    return state.crowding === null || state.opening === 'notYet' || state.opening === 'closed' ? opening : `${opening}${between}${words(`crowding.${state.crowding}`)}`;
  };
  return h('p', { class: `state ${state.opening}${state.against ? ' against' : ''}` },
    h('b', {}, say((key) => t(key), isForeign() ? ', ' : '・')),
    !isJapanese() && h('span', { lang: 'ja' }, ` ${say((key) => original(key), '・')}`),
    // Of what is not known nobody asks since when.
    (state.at !== null || state.opening !== 'unknown') && h('span', { class: 'small' }, ` ${since(state.at, Date.now())}`));
}

/** @param now Milliseconds since 1970. */
export function since(at: string | null, now: number): string {
  const then = at === null ? NaN : Date.parse(at);
  if (Number.isNaN(then)) return t('state.atUnknown');
  const minutes = Math.max(0, Math.floor((now - then) / 60_000));
  const age = minutes < 90 ? t('state.minutes', { count: minutes }) : minutes < 48 * 60 ? t('state.hours', { count: Math.floor(minutes / 60) }) : t('state.days', { count: Math.floor(minutes / 1440) });
  return t('state.at', { time: clock(at!), age });
}

/** The hour as it is on the clock of the town, wherever the reader is. */
function clock(at: string): string {
  const [, year, month, day, hour, minute] = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(at) ?? [];
  return isForeign() ? `${year}-${month}-${day} ${hour}:${minute}` : `${Number(month)}月${Number(day)}日 ${Number(hour)}時${minute}分`;
}
