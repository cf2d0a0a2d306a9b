/** Paint properties that carry the strength of a layer, by its type. */
const PROPERTIES: Record<string, readonly string[]> = {
  fill: ['fill-opacity'],
  line: ['line-opacity'],
  circle: ['circle-opacity', 'circle-stroke-opacity'],
  symbol: ['icon-opacity', 'text-opacity'],
  raster: ['raster-opacity'],
  'fill-extrusion': ['fill-extrusion-opacity'],
};

export const opacityProperties = (type: string): readonly string[] => PROPERTIES[type] ?? [];

/**
 * Multiplies an opacity value of a style by a factor. A zoom expression may only stand outermost, so its outputs are scaled one by
 * one; any other expression is multiplied as a whole.
 */
export function scaleOpacity(value: unknown, factor: number): unknown {
  if (value === undefined || value === null) return factor;
  if (typeof value === 'number') return value * factor;
  if (!Array.isArray(value)) return value;
  const [operator] = value as unknown[];
  if (operator === 'interpolate') return value.map((part, i) => (i >= 4 && i % 2 === 0 ? scaleOpacity(part, factor) : part));
  if (operator === 'step') return value.map((part, i) => (i >= 2 && i % 2 === 0 ? scaleOpacity(part, factor) : part));
  return ['*', value, factor];
}
