/**
 * Takes one layer out of a tile that holds several (Mapbox Vector Tile 2.1: a message whose field 3 are the layers, each with its name as field 1).
 * Layers are copied as they are; a layer that is not in the tile gives an empty tile.
 */
export function layerOf(tile: Uint8Array, name: string): Uint8Array {
  const wanted = new TextEncoder().encode(name);
  let at = 0;
  while (at < tile.length) {
    const start = at;
    const [tag, afterTag] = varint(tile, at);
    const [length, body] = varint(tile, afterTag);
    if (tag !== LAYER) throw new RangeError('not a vector tile');
    at = body + length;
    if (isNamed(tile, body, at, wanted)) return tile.slice(start, at);
  }
  return new Uint8Array(0);
}

/** Field 3, length-delimited. */
const LAYER = (3 << 3) | 2;
/** Field 1, length-delimited. */
const NAME = (1 << 3) | 2;

function isNamed(bytes: Uint8Array, from: number, to: number, wanted: Uint8Array): boolean {
  let at = from;
  while (at < to) {
    const [tag, afterTag] = varint(bytes, at);
    const wire = tag & 7;
    const [value, next] = varint(bytes, afterTag);
    if (tag === NAME) return value === wanted.length && wanted.every((byte, i) => bytes[next + i] === byte);
    if (wire !== 0 && wire !== 2) throw new RangeError('not a vector tile');
    at = wire === 2 ? next + value : next;
  }
  return false;
}

/** A number of up to 32 bits and where it ends. */
function varint(bytes: Uint8Array, from: number): [number, number] {
  let value = 0;
  for (let at = from, shift = 0; at < bytes.length && shift < 35; at++, shift += 7) {
    value += (bytes[at]! & 0x7f) * 2 ** shift;
    if ((bytes[at]! & 0x80) === 0) return [value, at + 1];
  }
  throw new RangeError('not a vector tile');
}
