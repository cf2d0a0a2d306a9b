import type { LayerChange } from '../data/live';
import type { Bounds, Layer, Place } from '../data/types';

/** Where the map looks. */
export interface MapView extends Place {
  zoom: number;
}

/** A tap on the map and the features under it. */
export interface Touched {
  place: Place;
  found: { layer: string; fid: string }[];
}

/** What the page may ask of the map. The page also works without one: then there is a `TownMap` less and nothing else. */
export interface TownMap {
  view(): MapView;
  /** Draws exactly these layers. */
  show(visible: ReadonlySet<string>): void;
  /** Multiplies the opacity of layers by a factor from 0 to 1. */
  strength(layers: ReadonlySet<string>, factor: number): void;
  /** Shows exactly this view, at once. */
  look(view: MapView): void;
  /** Brings a place to the middle of what can be seen. */
  goTo(place: Place, zoom?: number): void;
  fit(bounds: Bounds): void;
  fitTown(): void;
  mark(place: Place | null): void;
  /** Features drawn at a place, once the map has come to rest. */
  touch(place: Place): Promise<Touched['found']>;
  /** Whether any feature of the layer (of the class that the filter picks) is in view. */
  onScreen(layer: Layer, filter: unknown[] | null): boolean;
  /** Layers are not what they were: draws what is in view of them anew, and only the tiles that changed. */
  refresh(changes: readonly LayerChange[]): void;
  /** Draws the whole map anew from another style, on another base. */
  restyle(style: Record<string, unknown>, base: string): void;
  /** Shows the corners that are being measured; an empty list takes them away. */
  measure(path: readonly Place[]): void;
  /** Allows the map to be turned, or turns it back to north and keeps it there. */
  turning(allowed: boolean): void;
  /** The element's size changed. */
  resized(): void;
}
