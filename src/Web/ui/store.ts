import type { Place } from '../data/types';

export type ViewName = 'here' | 'hazards' | 'sites' | 'layers' | 'menu' | 'items';

/** A feature somebody pointed at. */
export interface FeatureRef {
  layer: string;
  fid: string;
}

/** What the page shows now. Everything drawn follows from it and from the catalogue. */
export interface PageState {
  view: ViewName;
  visible: ReadonlySet<string>;
  /** Strength of the hazard colours, 0–1. */
  strength: number;
  place: Place | null;
  /** The feature found by search, which is shown first even where the map does not draw it. */
  chosen: FeatureRef | null;
  /** Features under the finger; null until the map has said. */
  found: readonly FeatureRef[] | null;
  /** Whether there is a map to ask what lies at a place. */
  map: 'coming' | 'there' | 'none';
  /** The layer whose items are listed. */
  listed: string | null;
  /** Which ground the map is drawn on: "own", "plain", or one from outside. */
  base: string;
  /** Whether two fingers turn the map. */
  turning: boolean;
  /** Counts up when what is known of emergency sites may have changed, so that lists of them are drawn anew. */
  sitesChanged: number;
  /** Counts up with every change of the look, so that the map follows. */
  theme: number;
}

type Listener = (state: PageState, before: PageState) => void;

/** The one place where the state changes. Listeners are called in the order they came. */
export class Store {
  readonly #listeners: Listener[] = [];
  #state: PageState;

  constructor(state: PageState) {
    this.#state = state;
  }

  get state(): PageState {
    return this.#state;
  }

  set(change: Partial<PageState>): void {
    const before = this.#state;
    this.#state = { ...before, ...change };
    for (const listener of this.#listeners) listener(this.#state, before);
  }

  on(listener: Listener): void {
    this.#listeners.push(listener);
  }
}
