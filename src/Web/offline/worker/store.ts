import { STORED_AT, type KeptList, type KeptPlace } from '../protocol';

/** A place in the store, with what only the worker needs to know. */
export interface StoredPlace extends KeptPlace {
  /** Name of the cache with its sheets and pictures. */
  sheets: string;
  /** Name of the cache with the map around it, if that is kept. */
  area: string | null;
  /** Stamp of each layer's content in the kept tiles. */
  stamps: Record<string, string>;
  /** When the tiles were last known to be what the town has, ISO 8601. */
  areaAt: string;
  areaBytes: number;
  /** Revision of the town's data that all this is of. */
  revision: number;
  /** Version of the pages that it was fetched with. */
  version: string;
  /** What is needed to fetch it again. */
  flags: string[];
  narrow: boolean;
  /** Id of the language's message file. */
  language: string;
}

export interface Index {
  auto: boolean;
  places: StoredPlace[];
}

/** Pages, scripts and documents that all places share. */
export const SHARED = 'gis-shared';
const INDEX = 'gis-index';
const INDEX_KEY = '/kept.json';
const OWN = /^gis-(shared|index|sheets |area )/;

let known: Index | null = null;

/** What is kept; read once in a worker's life, which is the only writer. */
export async function readIndex(): Promise<Index> {
  if (known) return known;
  const stored = await caches.match(INDEX_KEY, { cacheName: INDEX }).catch(() => undefined);
  const read = stored ? ((await stored.json().catch(() => null)) as Index | null) : null;
  known = read && Array.isArray(read.places) ? read : { auto: true, places: [] };
  return known;
}

/** Writes the list; what it no longer names is deleted after that, so that a break in between loses nothing. @param last Whether the work is done that filled new caches. */
export async function writeIndex(next: Index, last = true): Promise<void> {
  const cache = await caches.open(INDEX);
  await cache.put(INDEX_KEY, new Response(JSON.stringify(next), { headers: { 'content-type': 'application/json' } }));
  known = next;
  if (last) writing.clear();
  await sweep();
}

/** Deletes caches of ours that nothing names. */
export async function sweep(): Promise<void> {
  const { places } = await readIndex();
  const wanted = new Set([SHARED, INDEX, ...places.flatMap((place) => [place.sheets, place.area ?? ''])]);
  for (const name of await caches.keys()) if (OWN.test(name) && !wanted.has(name) && !writing.has(name)) await caches.delete(name);
}

/** Caches that are filled, or being filled, and stand in no list yet. */
const writing = new Set<string>();

/** Fills a cache of its own; what was half done is taken away again. */
export async function fillCache<T>(name: string, fill: (cache: Cache) => Promise<T>): Promise<T> {
  writing.add(name);
  try {
    return await fill(await caches.open(name));
  } catch (error) {
    writing.delete(name);
    await caches.delete(name);
    throw error;
  }
}

/** Puts a copy with the time of storing; returns its size. */
export async function put(cache: Cache, key: string, answer: Response, at: Date): Promise<number> {
  const body = await answer.arrayBuffer();
  const headers = new Headers(answer.headers);
  headers.set(STORED_AT, at.toISOString());
  for (const packing of ['content-encoding', 'content-length']) headers.delete(packing);
  await cache.put(key, new Response(body, { headers }));
  return body.byteLength;
}

/** A copy that all places share. */
export const shared = (key: string): Promise<Response | undefined> => caches.match(key, { cacheName: SHARED });

/** When a copy was stored. */
export const storedAt = (copy: Response): Date => new Date(copy.headers.get(STORED_AT) ?? 0);

/** The list as pages are told of it. */
export function listOf({ auto, places }: Index): KeptList {
  return { auto, places: places.map(({ id, name, lang, at, pinned, state, bytes }) => ({ id, name, lang, at, pinned, state, bytes })) };
}

/** Deletes everything that is kept, the worker's own list too. */
export async function clearAll(): Promise<void> {
  for (const name of await caches.keys()) if (OWN.test(name)) await caches.delete(name);
  known = null;
}

export const isFull = (error: unknown): boolean => error instanceof DOMException && error.name === 'QuotaExceededError';
