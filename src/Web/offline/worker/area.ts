/** The tiles around a place that are kept, the most needed first: the whole region from afar, then the nearest streets. */

/** Most that the map around one place may take of the device, as stored. */
export const AREA_BUDGET = 5_000_000;

/** Zooms and how many tiles on each side of the place's own. At 35° north a tile of zoom 16 is about 500 m wide. */
const RINGS: readonly [zoom: number, rings: number][] = [[10, 1], [11, 1], [12, 1], [13, 1], [14, 1], [15, 1], [16, 2]];

/** Layers whose things are seen only from nearer than this are left out: they are many, and nobody flees by them. */
export const NEAR_ONLY = 15;

/** Addresses as "z/x/y", nearest first within each zoom. */
export function tilesAround(lon: number, lat: number): string[] {
  return RINGS.flatMap(([zoom, rings]) => {
    const side = 2 ** zoom;
    const [x, y] = [columnOf(lon, side), rowOf(lat, side)];
    const found: { tile: string; far: number }[] = [];
    for (let dx = -rings; dx <= rings; dx++) {
      for (let dy = -rings; dy <= rings; dy++) {
        const [column, row] = [Math.floor(x) + dx, Math.floor(y) + dy];
        if (column < 0 || row < 0 || column >= side || row >= side) continue;
        found.push({ tile: `${zoom}/${column}/${row}`, far: Math.hypot(column + 0.5 - x, row + 0.5 - y) });
      }
    }
    return found.sort((a, b) => a.far - b.far).map(({ tile }) => tile);
  });
}

const columnOf = (lon: number, side: number) => ((lon + 180) / 360) * side;

/** Web Mercator (EPSG:3857), rows from the north. */
function rowOf(lat: number, side: number): number {
  const sine = Math.sin((lat * Math.PI) / 180);
  return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * side;
}
