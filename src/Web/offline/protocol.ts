/** What pages and the worker say to each other, and the names that both know. */

/** Request header by which the server lets a copy about a place be kept by its reader's own browser. */
export const KEEP_HEADER = 'gis-keep';
/** Header of stored copies: when they were stored, ISO 8601. */
export const STORED_AT = 'gis-stored-at';
/** Names under which the browser wakes the worker: once when the network is back, and now and then for pages on the home screen. */
export const BACK = 'gis-refresh';
export const DAILY = 'gis-daily';
/** Where the worker lies; its address is given to pages that may use it. */
export const WORKER_ATTRIBUTE = 'offline';

/** How a place is kept: not at all, being stored, whole, without its map, without room, broken off. */
export type KeptState = 'none' | 'busy' | 'kept' | 'part' | 'full' | 'cut';

/** What a sheet says about itself when it asks to be kept. */
export interface Wish {
  lon: string;
  lat: string;
  name: string;
  lang: string;
  /** Id of the language's message file. */
  language: string;
  /** Hazards that sites can be asked for. */
  flags: string[];
  /** Whether this device shows the picture for phones. */
  narrow: boolean;
  /** Whether the map around may be fetched too. */
  whole: boolean;
  /** Whether somebody pressed the button; otherwise it is the automatic keeping of what was looked at. */
  asked: boolean;
  /** Whether it stays when other places are looked at. */
  pinned: boolean;
}

/** A kept place as pages are told of it. */
export interface KeptPlace {
  id: string;
  name: string;
  lang: string;
  /** When its content was last known to be what the town says, ISO 8601. */
  at: string;
  pinned: boolean;
  state: KeptState;
  bytes: number;
}

export interface KeptList {
  /** Whether what is looked at is kept without asking. */
  auto: boolean;
  places: KeptPlace[];
}

export type ToWorker =
  | { say: 'keep'; wish: Wish }
  | { say: 'drop'; id: string }
  | { say: 'drop-all' }
  | { say: 'auto'; on: boolean }
  | { say: 'list' }
  | { say: 'refresh' }
  | { say: 'take-over' };

export type FromWorker =
  /** What is kept has changed; `fresh` names a place whose content is newer than it was. */
  | { say: 'changed'; list: KeptList; fresh: string | null }
  /** Something that is shown came from the store. */
  | { say: 'stored'; at: string }
  /** Part of the map could not be had: a layer that is not kept, or (null) an area. */
  | { say: 'missing'; layer: string | null };

/** The name of a place in the store: its position to a tenth of a metre, as addresses of sheets carry it. */
export function placeId(lon: string | number, lat: string | number): string | null {
  const [x, y] = [Number(lon), Number(lat)];
  if (lon === '' || lat === '' || !Number.isFinite(x) || !Number.isFinite(y)) return null;
  return `${x.toFixed(6)},${y.toFixed(6)}`;
}
