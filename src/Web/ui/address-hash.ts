import type { Layer, Place } from '../data/types';
import type { MapView } from '../map/contract';
import { defaultLayers } from './default-layers';

/** What the address bar keeps, so that a link opens the same map. */
export interface Remembered {
  view: MapView | null;
  place: Place | null;
  /** Ids of the layers that are on; null when the link says nothing about them. */
  visible: string[] | null;
}

/** Reads `#map=zoom/lat/lon&at=lat,lon&on=a,b&off=c`. Anything unreadable is as if it were not there. */
export function readHash(hash: string, layers: readonly Layer[]): Remembered {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  const [zoom, lat, lon] = numbers(parts.get('map'), '/');
  const [atLat, atLon] = numbers(parts.get('at'), ',');
  const names = (key: string) => new Set((parts.get(key) ?? '').split(',').filter(Boolean));
  const on = names('on');
  const off = names('off');
  const usual = defaultLayers(layers);
  const said = parts.has('on') || parts.has('off');
  return {
    view: valid(lat, lon) && zoom !== undefined ? { lat: lat!, lon: lon!, zoom: Math.min(22, Math.max(0, zoom)) } : null,
    place: valid(atLat, atLon) ? { lat: atLat!, lon: atLon! } : null,
    visible: said ? layers.filter(({ id }) => (usual.has(id) || on.has(id)) && !off.has(id)).map(({ id }) => id) : null,
  };
}

/** Writes the same. Only what differs from the usual choice of layers is said, so that links stay short. */
export function writeHash(view: MapView | null, place: Place | null, visible: ReadonlySet<string>, layers: readonly Layer[]): string {
  const parts: string[] = [];
  if (view) parts.push(`map=${view.zoom.toFixed(2)}/${view.lat.toFixed(5)}/${view.lon.toFixed(5)}`);
  if (place) parts.push(`at=${place.lat.toFixed(6)},${place.lon.toFixed(6)}`);
  const list = (chosen: Layer[]) => chosen.map((layer) => encodeURIComponent(layer.id)).join(',');
  const usual = defaultLayers(layers);
  const on = layers.filter(({ id }) => visible.has(id) && !usual.has(id));
  const off = layers.filter(({ id }) => !visible.has(id) && usual.has(id));
  if (on.length > 0) parts.push(`on=${list(on)}`);
  if (off.length > 0) parts.push(`off=${list(off)}`);
  return parts.length > 0 ? `#${parts.join('&')}` : '';
}

function numbers(text: string | null, separator: string): (number | undefined)[] {
  return (text ?? '').split(separator).map((part) => (part.trim() === '' || Number.isNaN(Number(part)) ? undefined : Number(part)));
}

function valid(lat: number | undefined, lon: number | undefined): boolean {
  return lat !== undefined && lon !== undefined && Math.abs(lat) <= 90 && Math.abs(lon) <= 180;
}
