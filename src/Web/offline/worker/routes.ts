import { placeId } from '../protocol';

/** What a request is for, as far as the worker has a hand in it. */
export type Route =
  | { kind: 'sheet'; id: string; key: string }
  | { kind: 'page'; key: string | null }
  | { kind: 'asset'; lasting: boolean }
  | { kind: 'document' }
  | { kind: 'picture'; id: string }
  | { kind: 'hazards'; id: string; key: string }
  | { kind: 'tile'; layer: string; tile: string; stamp: string | null }
  | { kind: 'names'; stamp: string | null };

/** Addresses of programs and streams, which are left to the browser. */
const OTHERS = /^\/(ogc|live|healthz|search|embed|share|worker\.js)(\/|$)/;
/** Files that are taken away: the browser's own list of downloads says how they went. */
const FILES = /^\/data\/[^/]+\.[^/]+$/;
const LASTING = /-[A-Za-z0-9_-]{8}\.[a-z0-9]+$/;

/** The route of a request by GET for this host; null: the worker keeps out of it. */
export function routeOf(url: URL, navigates: boolean): Route | null {
  const { pathname: path, searchParams: query } = url;
  if (OTHERS.test(path) || FILES.test(path)) return null;
  if (navigates) return path === '/place' ? sheet(query) : { kind: 'page', key: pageKey(path) };
  if (path.startsWith('/assets/')) return { kind: 'asset', lasting: LASTING.test(path) };
  if (path === '/catalogue.json' || /^\/styles\/[^/]+\.json$/.test(path)) return { kind: 'document' };
  if (path === '/place/map.svg' || path === '/hazards') {
    const id = placeId(query.get('lon') ?? '', query.get('lat') ?? '');
    if (id === null) return null;
    return path === '/hazards' ? { kind: 'hazards', id, key: hazardsKey(id) } : { kind: 'picture', id };
  }
  if (/^\/names\/[^/]+\.json$/.test(path)) return { kind: 'names', stamp: query.get('r') };
  const tile = /^\/tiles\/([^/,]+)\/(\d+\/\d+\/\d+)\.mvt$/.exec(path);
  return tile ? { kind: 'tile', layer: decodeURIComponent(tile[1]!), tile: tile[2]!, stamp: query.get('r') } : null;
}

/** The address under which a sheet is stored: position and hazard, nothing else of what was asked. */
export function sheetKey(id: string, flag: string): string {
  const [lon, lat] = id.split(',') as [string, string];
  return `/place?lon=${lon}&lat=${lat}${flag ? `&for=${encodeURIComponent(flag)}` : ''}`;
}

export function hazardsKey(id: string): string {
  const [lon, lat] = id.split(',') as [string, string];
  return `/hazards?lon=${lon}0&lat=${lat}0`;
}

function sheet(query: URLSearchParams): Route {
  const id = placeId(query.get('lon') ?? '', query.get('lat') ?? '');
  return id === null ? { kind: 'page', key: null } : { kind: 'sheet', id, key: sheetKey(id, query.get('for') ?? '') };
}

/** Pages that are stored once for all places. A printed link opens the map's page, which reads what is asked for from its address. The list of sites holds all of them, whichever hazard is asked for. */
const pageKey = (path: string): string | null => (path === '/map' ? '/' : path === '/' || path === '/sites' || path === '/offline' ? path : null);
