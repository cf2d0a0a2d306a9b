import type { TownData } from '../data/town-data';
import type { Catalogue, Layer, TownFeature } from '../data/types';
import type { TownMap } from '../map/contract';
import type { PageState, Store } from './store';

/** What every part of the page is given. */
export interface PageContext {
  readonly catalogue: Catalogue;
  readonly layers: ReadonlyMap<string, Layer>;
  readonly data: TownData;
  readonly store: Store;
  /** Null until the map is there, and for good where it cannot be drawn. */
  map(): TownMap | null;
  /** What stands at a place is told before what may happen there. */
  readonly thingsFirst: boolean;
  /** More about a feature than its own fields, such as a register; empty for the public. */
  more(layer: Layer, feature: TownFeature, signal: AbortSignal): HTMLElement[];
  /** Goes to a place and opens its answer. */
  open(change: Partial<PageState>, move?: { zoom?: number }): void;
  locate(): void;
  /** Whole address of what is shown now, in the form that stays valid (see map-link). */
  link(): string;
}
