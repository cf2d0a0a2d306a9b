import type { KeptState, Wish } from '../protocol';
import { placeId } from '../protocol';
import { AREA_BUDGET, NEAR_ONLY, tilesAround } from './area';
import { NotKept, putAll, toKeep } from './fetching';
import { hazardsKey, sheetKey } from './routes';
import { shell } from './shell';
import { clearAll, fillCache, isFull, put, readIndex, SHARED, writeIndex, type Index, type StoredPlace } from './store';
import { canSay, picturesIn } from './stored-page';

/** Places that are kept without anybody having said so. */
const MOST = 3;
/** A copy of the same revision is fetched again only when it is older than this, in milliseconds. */
const DAY = 24 * 3600_000;
const STYLES = ['town', 'town-dark', 'town-contrast'];

/** The part of the catalogue that is needed here. */
interface Catalogue {
  revision: number;
  layers: { id: string; visible: boolean; hazard: unknown; minZoom: number; geometryType: string; tiles?: string }[];
}

type Tell = (index: Index, fresh: string | null) => Promise<void>;

/** Keeps what was looked at, unless that is not wanted on this device. Returns how it ended. */
export async function keep(wish: Wish, tell: Tell): Promise<void> {
  const index = await readIndex();
  const id = placeId(wish.lon, wish.lat);
  if (id === null || (!wish.asked && !index.auto)) return;
  const old = index.places.find((place) => place.id === id);
  const place: StoredPlace = {
    sheets: '', area: null, stamps: {}, areaAt: '', areaBytes: 0, revision: -1, version: '', at: '', bytes: 0, ...old,
    id, name: wish.name, lang: wish.lang, language: wish.language, flags: wish.flags, narrow: wish.narrow, pinned: wish.pinned || (old?.pinned ?? false), state: 'busy',
  };
  const all = (next: StoredPlace): Index => {
    const rest = index.places.filter((one) => one.id !== id);
    const kept = rest.filter((one) => one.pinned);
    const others = rest.filter((one) => !one.pinned).slice(0, next.pinned ? MOST : MOST - 1);
    // In the order in which they were looked at.
    return { auto: index.auto || wish.asked, places: [next, ...rest.filter((one) => kept.includes(one) || others.includes(one))] };
  };
  await tell(all(place), null);
  const next = await bring(place, old?.lang !== wish.lang, wish.whole || old?.area != null);
  if (next.sheets === '') return tell({ ...index, places: [{ ...next }, ...index.places.filter((one) => one.id !== id)] }, null);
  await writeIndex(all(next));
  await tell(all(next), old && next.sheets !== old.sheets ? id : null);
  await follow(next.revision, next, tell);
}

/** Brings kept places up to what the town says now. */
export async function refresh(tell: Tell): Promise<void> {
  const { places } = await readIndex();
  if (places.length === 0) return;
  const { revision } = await catalogue();
  await follow(revision, null, tell);
}

/** Deletes a place, and keeps nothing without being asked from now on. */
export async function drop(id: string): Promise<void> {
  const index = await readIndex();
  const places = index.places.filter((place) => place.id !== id);
  await writeIndex({ auto: false, places });
  if (places.length === 0) await caches.delete(SHARED);
}

/** Deletes everything, and keeps nothing without being asked from now on. */
export async function dropAll(): Promise<void> {
  await clearAll();
  await writeIndex({ auto: false, places: [] });
}

/** Switches the keeping of what is looked at. */
export async function automatic(on: boolean): Promise<void> {
  await writeIndex({ ...(await readIndex()), auto: on });
}

/** All places but one are brought to a revision; one that cannot be stays as it was, with its date. */
async function follow(revision: number, done: StoredPlace | null, tell: Tell): Promise<void> {
  for (const place of (await readIndex()).places) {
    if (place.id === done?.id) continue;
    const otherTongue = done !== null && place.lang !== done.lang;
    if (done !== null && !otherTongue && sameState(place, { revision })) continue;
    const next = await bring({ ...place, ...(done && otherTongue ? { lang: done.lang, language: done.language } : {}) }, otherTongue, place.area !== null);
    const index = await readIndex();
    const now: Index = { ...index, places: index.places.map((one) => (one.id === place.id ? next : one)) };
    await writeIndex(now);
    await tell(now, next.sheets !== place.sheets ? place.id : null);
  }
}

/** One place as the town describes it now: its sheets first, then the map around it. What fails leaves what was there. */
async function bring(place: StoredPlace, otherTongue: boolean, whole: boolean): Promise<StoredPlace> {
  const at = new Date();
  const ended = (state: KeptState): StoredPlace => ({ ...place, state: place.sheets === '' || state === 'full' ? state : place.area ? 'kept' : state });
  let now: Catalogue;
  try {
    now = await catalogue();
    const same = place.sheets !== '' && sameState(place, now) && !otherTongue && at.getTime() - madeAt(place.sheets) < DAY && (await caches.has(place.sheets));
    const made = same ? null : await room(place, () => sheets(place, at));
    // What is the same still is as of now: its age begins anew.
    place = { ...place, ...(made ? { sheets: made.name, bytes: made.bytes + (place.area ? place.areaBytes : 0) } : {}), at: at.toISOString() };
  } catch (error) {
    return ended(isFull(error) ? 'full' : 'cut');
  }
  if (!whole) return { ...place, ...stateOf(now), area: null, stamps: {}, areaBytes: 0, state: 'part' };
  try {
    const same = place.area !== null && sameState(place, now) && !otherTongue && (await caches.has(place.area));
    const made = same ? null : await room(place, () => area(place, now, at));
    if (made) place = { ...place, area: made.name, stamps: made.stamps, bytes: place.bytes - place.areaBytes + made.bytes, areaBytes: made.bytes };
    return { ...place, areaAt: at.toISOString(), ...stateOf(now), state: 'kept' };
  } catch (error) {
    // The sheet is of today, the map of another day: both are kept, each with its date. The next look tries again.
    return { ...place, ...stateOf(place.area ? { revision: -1 } : now), state: isFull(error) ? 'full' : 'cut' };
  }
}

/** Does it again after making room, if there is any to make: the maps around other places that nobody asked to keep. */
async function room<T>(place: StoredPlace, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const index = await readIndex();
    const spare = index.places.filter((one) => one.id !== place.id && !one.pinned && one.area !== null);
    if (!isFull(error) || spare.length === 0) throw error;
    for (const one of spare) await caches.delete(one.area!);
    await writeIndex({ ...index, places: index.places.map((one) => (spare.includes(one) ? { ...one, area: null, stamps: {}, areaBytes: 0, state: 'part' as const } : one)) }, false);
    return work();
  }
}

async function catalogue(): Promise<Catalogue> {
  return (await (await toKeep('/catalogue.json', 'no-cache')).json()) as Catalogue;
}

/** The sheet for each hazard with its pictures, what the map says about the place, and the pages that all places share. */
async function sheets(place: StoredPlace, at: Date): Promise<{ name: string; bytes: number }> {
  const name = `gis-sheets ${place.id} ${at.getTime()}`;
  const bytes = await fillCache(name, async (cache) => {
    let sum = 0;
    const pictures = new Set<string>();
    for (const flag of ['', ...place.flags]) {
      const sheet = await pageOf(sheetKey(place.id, flag));
      for (const picture of picturesIn(await sheet.clone().text(), flag === '' ? null : place.narrow)) pictures.add(picture);
      sum += await put(cache, sheetKey(place.id, flag), sheet, at);
    }
    return sum + await putAll(cache, [...pictures, hazardsKey(place.id)], at);
  });
  const common = await caches.open(SHARED);
  await putAll(common, shell.pages, at, 'no-cache');
  for (const path of ['/sites', '/offline', '/offline?missing=1']) await put(common, path, await pageOf(path), at);
  return { name, bytes };
}

/** A page that can say that it comes from the store. */
async function pageOf(path: string): Promise<Response> {
  const answer = await toKeep(path);
  if (!canSay(await answer.clone().text())) throw new NotKept(path);
  return answer;
}

/** The map's page with all it needs, and the tiles around a place within the budget. */
async function area(place: StoredPlace, now: Catalogue, at: Date): Promise<{ name: string; bytes: number; stamps: Record<string, string> }> {
  const layers = now.layers.filter((layer) => layer.tiles && layer.geometryType !== 'none' && (layer.visible || layer.hazard) && layer.minZoom < NEAR_ONLY);
  const [lon, lat] = place.id.split(',').map(Number) as [number, number];
  const list = layers.map((layer) => encodeURIComponent(layer.id)).join(',');
  const name = `gis-area ${place.id} ${at.getTime()}`;
  const bytes = await fillCache(name, async (cache) => {
    const tiles = tilesAround(lon, lat).map((tile) => `/tiles/${list}/${tile}.mvt`);
    // In their order: what is left out when the budget is used up is the least needed.
    return putTiles(cache, tiles, at);
  });
  const common = await caches.open(SHARED);
  const words = shell.languages[place.language];
  await putAll(common, [...shell.map, ...(words ? [words] : [])], at, 'default');
  await put(common, '/', await pageOf('/'), at);
  // Last of all, so that catalogue, styles and tiles are of one revision.
  for (const style of STYLES) {
    const answer = await toKeep(`/styles/${style}.json`, 'no-cache');
    await putAll(common, namesIn((await answer.clone().json()) as Style), at, 'default');
    await put(common, `/styles/${style}.json`, answer, at);
  }
  const last = await toKeep('/catalogue.json', 'no-cache');
  if (((await last.clone().json()) as Catalogue).revision !== now.revision) throw new NotKept('/catalogue.json changed meanwhile');
  await put(common, '/catalogue.json', last, at);
  await withoutOldFiles(common);
  return { name, bytes, stamps: Object.fromEntries(layers.map((layer) => [layer.id, stampIn(layer.tiles)])) };
}

async function putTiles(cache: Cache, tiles: readonly string[], at: Date): Promise<number> {
  let bytes = 0;
  for (let from = 0; from < tiles.length && bytes < AREA_BUDGET; from += 4) {
    const sizes = await Promise.all(tiles.slice(from, from + 4).map(async (path) => put(cache, path.replace(/^\/tiles\/[^/]+/, ''), await toKeep(path), at)));
    bytes += sizes.reduce((sum, size) => sum + size, 0);
  }
  return bytes;
}

/** Files of earlier builds go when all of this one are there. */
async function withoutOldFiles(cache: Cache): Promise<void> {
  const wanted = new Set([...shell.pages, ...shell.map, ...Object.values(shell.languages)]);
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    if (pathname.startsWith('/assets/') && !wanted.has(pathname)) await cache.delete(url);
  }
}

/** Whether what is kept is of the town's present data and of the present pages. */
const sameState = (place: StoredPlace, now: { revision: number }): boolean => place.revision === now.revision && place.version === shell.version;
const stateOf = (now: { revision: number }) => ({ revision: now.revision, version: shell.version });

interface Style {
  sources: Record<string, { data?: unknown }>;
}

const namesIn = ({ sources }: Style): string[] =>
  Object.values(sources).map(({ data }) => data).filter((data) => typeof data === 'string').map((data) => `/${data.replace(/^\//, '')}`);

const stampIn = (template: string | undefined): string => /[?&]r=([^&]+)/.exec(template ?? '')?.[1] ?? '';

/** When a cache was filled: its name ends with it. */
const madeAt = (cache: string): number => Number(cache.split(' ').at(-1));
