/** The shapes that the server answers with. One place, so that a change of the outside interface is one change here. */

export type Longitude = number;
export type Latitude = number;

/** A place on the earth, degrees, JGD2011 (for a screen the same as WGS 84). */
export interface Place {
  lon: Longitude;
  lat: Latitude;
}

/** west, south, east, north in degrees. */
export type Bounds = [number, number, number, number];

export interface Town {
  code: string;
  name: string;
  /** A sentence that must stay on the page, for instance that the town does not exist. */
  notice: string | null;
  bbox: Bounds;
  center: [Longitude, Latitude];
  zone: number;
}

export interface LayerGroup extends Titled {}

export interface Attribution {
  publisher: string | null;
  licence: string | null;
  url: string | null;
  processing: string | null;
}

export interface LegendItem {
  id: string;
  label: string;
  /** What the label is called in the message files; null when its words are the town's own. */
  name?: string | null;
  /** The range that the label names; null when it is none. */
  bounds?: { min: number | null; max: number | null; unit: string } | null;
  description: string | null;
  /** The Japanese label, where the page speaks another language. */
  original?: string;
  /** Whether label and description are Japanese on a page of another language, because nobody translated them. */
  japanese?: boolean;
  color: string | null;
  /** How strongly the map is coloured with it, 0–1. */
  opacity?: number;
  outline: string | null;
  pattern: string | null;
  symbol: string | null;
  /** MapLibre filter that picks the features of this class; null when the layer has one class only. */
  filter: unknown[] | null;
}

export type FieldType = 'text' | 'integer' | 'number' | 'boolean' | 'date' | 'url';

export interface Field {
  name: string;
  title: string;
  type: FieldType;
  role: string | null;
  unit: string | null;
  codes: Record<string, string> | null;
  /** Tells about a person; only staff are ever given such a field. */
  personal?: boolean;
  /** Whether the title is Japanese on a page of another language: a column of the town's own. */
  japanese?: boolean;
}

export interface Relation {
  id: string;
  title: string;
  /** Address with {layer}, {fid} and {relation} to be filled in. */
  href: string;
}

export interface HazardInfo {
  kind: string;
  unit: string | null;
  /** Which mark of an emergency site speaks about this hazard. */
  siteFlag: string | null;
  /** How its classes are read: depth, duration or zone. */
  measure?: string;
}

export interface Layer {
  id: string;
  title: string;
  kind: string;
  /** In another language the title of its kind; the layer's own title stands behind it as `ownTitle` where it differs. */
  kindTitle?: string | null;
  ownTitle?: string;
  /** Whether the title is Japanese on a page of another language, because nobody translated it. */
  japanese?: boolean;
  group: string;
  description: string | null;
  geometryType: 'polygon' | 'line' | 'point' | 'mixed' | 'none';
  minZoom: number;
  maxZoom: number;
  visible: boolean;
  order: number;
  revision: number;
  count: number;
  bbox: Bounds | null;
  attribution: Attribution | null;
  date: string | null;
  dateText: string | null;
  nextReview: string | null;
  coverage: 'town' | 'area' | 'unknown';
  /** Template of its tiles' addresses. */
  tiles?: string;
  hazard: HazardInfo | null;
  legend: LegendItem[];
  styleLayers: string[];
  fields: Field[];
  panel: { title: string; fields: string[] };
  relations?: Relation[];
}

export interface Titled {
  id: string;
  title: string;
  /** Whether the title is Japanese on a page of another language. */
  japanese?: boolean;
  /** Titles in other languages, by the name of the language. */
  titles?: Record<string, string>;
  symbol?: string | null;
}

/** MapLibre's word for a source of pictures. */
type RasterWord = Extract<import('maplibre-gl').LayerSpecification, { tiles?: never; paint?: { 'raster-opacity'?: unknown } }>['type'];

/** A base map of pictures from another host, which the town has switched on. */
export interface OutsideBase {
  id: string;
  title: string;
  /** How MapLibre calls such a source and its layer. */
  type: RasterWord;
  /** Template of its tiles' addresses. */
  tiles: string;
  minZoom: number;
  maxZoom: number;
  credit: string;
  /** Where its terms stand. */
  url: string;
}

export interface Catalogue {
  town: Town;
  audience: 'public' | 'staff';
  revision: number;
  groups: LayerGroup[];
  layers: Layer[];
  /** Titles of all kinds, those that are not loaded too, so that the page can name what is missing. */
  kinds?: Titled[];
  /** Titles of the marks an emergency site carries. */
  siteFlags?: Titled[];
  /** Base maps besides the town's own. */
  bases?: OutsideBase[];
  /** Layers that were there once, by the id they had: printed links go on naming them. `became` is the id it was given instead. */
  former?: Record<string, { kind: string; became?: string | null }>;
  /** Address of the worker that keeps what was looked at; absent where there is none. */
  worker?: string;
}

export type SearchMatch = 'exact' | 'prefix' | 'infix' | 'fuzzy';

/** One thing found. `place` is null when the thing is known but has no place on the map. */
export interface SearchHit {
  layer: string;
  fid: string;
  label: string;
  detail: string | null;
  kindTitle: string | null;
  match: SearchMatch;
  reason: string | null;
  place: Place | null;
  bbox: Bounds | null;
}

export interface HazardHere {
  layer: string;
  layerTitle: string;
  kind: string;
  rank: number | null;
  zoneClass: string | null;
  minDepth: number | null;
  maxDepth: number | null;
  unit: string | null;
  scenario: string | null;
  returnPeriod: string | null;
  text: string;
  source: string | null;
  date: string | null;
  /** 0–100; only for ordering. */
  severity: number;
  color: string | null;
  pattern: string | null;
  /** Label of its class in the layer's legend. */
  label?: string | null;
}

export type Fit = 'yes' | 'limited' | 'no';

export interface EmergencySite {
  layer: string;
  fid: string;
  name: string;
  address: string | null;
  /** Metres in a straight line. */
  distance: number;
  direction: string;
  lon: Longitude;
  lat: Latitude;
  fits: Record<string, Fit | null>;
  /** Hazard flags whose zone the site itself stands in. */
  hazards: string[];
  /** What was last said of it while an incident is on; absent at other times. */
  state?: SiteState | null;
}

/** Whether people can go into a site, how full it is, and when that was so. */
export interface SiteState {
  opening: 'open' | 'always' | 'notYet' | 'closed' | 'unknown';
  crowding: 'free' | 'some' | 'crowded' | 'full' | null;
  /** ISO 8601 with the offset of Japan. */
  at: string | null;
  /** Not open or full: nobody who can choose should be sent there. */
  against: boolean;
}

export interface HazardAnswer {
  lon: Longitude;
  lat: Latitude;
  text: string;
  place: { text: string | null } | null;
  hazards: HazardHere[];
  checked: string[];
  outsideCoverage: string[];
  missing: string[];
  sites: EmergencySite[];
}

/** One feature with its attributes by field name, as OGC API Features gives it. */
export interface TownFeature {
  layer: string;
  fid: string;
  properties: Record<string, unknown>;
  place: Place | null;
}

export interface FeaturePage {
  features: TownFeature[];
  matched: number | null;
}

export interface RegisterRow {
  label: string;
  value: string | number | boolean | null;
  unit?: string | null;
  /** Tells about a person. */
  personal?: boolean;
}

/** What a register says about a feature; for staff only. */
export interface RegisterEntry {
  title: string;
  rows: RegisterRow[];
}
