import type { LayerChange } from '../data/live';

/**
 * Which stamp the address of a tile has to carry. The style was read once; a tile that changed since then must be asked for under a new address,
 * because under the old one the browser may keep it for ever.
 */
export class FreshTiles {
  readonly #whole = new Map<string, string>();
  readonly #single = new Map<string, Map<string, string>>();

  /** Notes a change. */
  add({ layer, stamp, tiles }: LayerChange): void {
    if (stamp === null) return;
    if (tiles === null) {
      this.#whole.set(layer, stamp);
      this.#single.delete(layer);
      return;
    }
    const single = this.#single.get(layer) ?? new Map<string, string>();
    this.#single.set(layer, single);
    for (const tile of tiles) single.set(tile, stamp);
  }

  /** The address under which a tile is to be asked for. */
  address(url: string): string {
    const found = /\/tiles\/([^/,]+)\/(\d+\/\d+\/\d+)\.mvt/.exec(url);
    if (!found) return url;
    const [layer, tile] = [decodeURIComponent(found[1]!), found[2]!];
    const stamp = this.#single.get(layer)?.get(tile) ?? this.#whole.get(layer);
    return stamp === undefined ? url : url.replace(/([?&]r=)[^&]*/, `$1${stamp}`);
  }
}
