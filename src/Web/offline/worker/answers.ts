import type { FromWorker } from '../protocol';
import type { Network } from './network';
import type { Route } from './routes';
import type { FetchEvent } from './scope';
import { readIndex, shared, storedAt, type StoredPlace } from './store';
import { layerOf } from './split';
import { markStored } from './stored-page';

type Say = (message: FromWorker) => void;

/** How long parts of a page wait for the network where there is a copy, in milliseconds: the page itself has waited already. */
const FOR_PARTS = 1500;
const LIST = '/offline';
const MISSING = '/offline?missing=1';

/** Answers requests from the network or from what is kept; never writes. */
export class Answers {
  constructor(
    private readonly network: Network,
    private readonly say: Say,
    /** Called when a copy was shown because the network did not answer. */
    private readonly missed: () => void,
  ) {}

  async to(route: Route, event: FetchEvent): Promise<Response> {
    switch (route.kind) {
      case 'sheet':
        return this.#page(event, await sheetOf(route.id, route.key));
      case 'page':
        return this.#page(event, route.key === null ? null : await pageOf(route.key));
      case 'asset':
        return this.#asset(event.request, route.lasting);
      case 'document':
        return this.#part(event.request, await shared(new URL(event.request.url).pathname), true);
      case 'names':
        return (await shared(pathOf(event.request))) ?? fetch(event.request);
      case 'picture':
        return this.#part(event.request, await pictureOf(route.id, pathOf(event.request)));
      case 'hazards':
        return this.#part(event.request, await inPlace(route.id, route.key), true);
      case 'tile':
        return this.#tile(event.request, route);
    }
  }

  /** A file whose name is its content is never asked for again. */
  async #asset(request: Request, lasting: boolean): Promise<Response> {
    const copy = await shared(new URL(request.url).pathname);
    return lasting && copy ? copy : this.#part(request, copy);
  }

  /** Network first with a limit; then the copy, marked as such; else the page that says plainly that there is none. */
  async #page(event: FetchEvent, copy: { body: Response; at: Date | null } | null): Promise<Response> {
    const begin = async () => (await event.preloadResponse) ?? (await fetch(event.request));
    if (!copy) {
      try {
        return await begin();
      } catch {
        const missing = await shared(MISSING);
        return missing ? marked(missing, null) : Response.error();
      }
    }
    const asked = await this.network.ask(begin);
    if (asked && 'answer' in asked) return asked.answer;
    this.missed();
    // Whoever came late brings the news: what is kept is brought up to date then.
    if (asked) event.waitUntil(asked.later.then((late) => late && this.missed()));
    return marked(copy.body, copy.at);
  }

  /** A part of a page: network first, for a short time where there is a copy. @param telling Whether the page must say that it shows a copy. */
  async #part(request: Request, copy: Response | undefined, telling = false): Promise<Response> {
    if (!copy) return fetch(request);
    const asked = await this.network.ask(() => fetch(request), FOR_PARTS);
    if (asked && 'answer' in asked) return asked.answer;
    if (telling) this.say({ say: 'stored', at: storedAt(copy).toISOString() });
    return copy;
  }

  /** The kept tile where its address names the content it has; else the network; else a kept one of other content, and the page says of when. */
  async #tile(request: Request, { layer, tile, stamp }: Route & { kind: 'tile' }): Promise<Response> {
    const found = await tileOf(layer, tile);
    if (found && stamp !== null && found.place.stamps[layer] === stamp) return cut(found.copy, layer);
    const asked = await this.network.ask(() => fetch(request), found ? FOR_PARTS : 60_000);
    if (asked && 'answer' in asked) return asked.answer;
    if (found) {
      this.say({ say: 'stored', at: found.place.areaAt });
      return cut(found.copy, layer);
    }
    const kept = (await readIndex()).places.some((place) => place.stamps[layer] !== undefined);
    this.say({ say: 'missing', layer: kept ? null : layer });
    return Response.error();
  }
}

const pathOf = (request: Request): string => {
  const { pathname, search } = new URL(request.url);
  return pathname + search;
};

async function placeOf(id: string): Promise<StoredPlace | undefined> {
  return (await readIndex()).places.find((place) => place.id === id && place.sheets !== '');
}

async function inPlace(id: string, key: string): Promise<Response | undefined> {
  const place = await placeOf(id);
  return place && caches.match(key, { cacheName: place.sheets });
}

async function sheetOf(id: string, key: string): Promise<{ body: Response; at: Date | null } | null> {
  const [place, body] = [await placeOf(id), await inPlace(id, key)];
  return place && body ? { body, at: new Date(place.at) } : null;
}

async function pageOf(key: string): Promise<{ body: Response; at: Date | null } | null> {
  const body = await shared(key);
  // The list of what is kept is always of now: the page fills it in.
  return body ? { body, at: key === LIST ? null : storedAt(body) } : null;
}

/** The picture itself; else another of the same place: better the other size than none. */
async function pictureOf(id: string, key: string): Promise<Response | undefined> {
  const place = await placeOf(id);
  if (!place) return undefined;
  const cache = await caches.open(place.sheets);
  return (await cache.match(key)) ?? (await cache.match(other(key)));
}

/** The same picture in the other size; its zoom may be another. */
function other(key: string): string {
  return key.includes('&size=narrow') ? key.replace('&size=narrow', '') : key.replace(/(&z=\d+)/, '$1&size=narrow');
}

/** A kept tile with the layer in it, the place looked at last first. */
async function tileOf(layer: string, tile: string): Promise<{ place: StoredPlace; copy: Response } | null> {
  for (const place of (await readIndex()).places) {
    if (place.area === null || place.stamps[layer] === undefined) continue;
    const copy = await caches.match(`/${tile}.mvt`, { cacheName: place.area });
    if (copy) return { place, copy };
  }
  return null;
}

async function cut(copy: Response, layer: string): Promise<Response> {
  const whole = new Uint8Array(await copy.arrayBuffer());
  return new Response(layerOf(whole, layer) as BodyInit, { headers: copy.headers });
}

async function marked(copy: Response, at: Date | null): Promise<Response> {
  const html = await copy.text();
  return new Response(at ? markStored(html, at) : html, { headers: copy.headers });
}
