import look from '../../../data/look/patterns.json';

/**
 * Patterns that tell hazard classes apart without colour. They stand in data/look as paths, so that the map, the legend and pages and
 * pictures that the server makes draw the same. Each is a tile, transparent except for its ink, that repeats without a seam.
 */

type Ink = CanvasRenderingContext2D;

interface Pattern {
  /** SVG path data that is filled. */
  fill?: string;
  /** SVG path data that is drawn as lines. */
  stroke?: string;
  /** Width of those lines. */
  width?: number;
}

const PATTERNS = look.patterns as Record<string, Pattern>;

/** Side of a tile in CSS pixels. */
export const TILE = look.size;

/** What a pattern image's name asks for: `pattern-<name>-<rrggbb>`. */
export function parsePatternName(id: string): { pattern: string; color: string } | null {
  const found = /^pattern-(.+)-([0-9a-f]{6})$/i.exec(id);
  return found ? { pattern: found[1]!, color: `#${found[2]!.toLowerCase()}` } : null;
}

/** Whether the pattern leaves anything to draw. A name nobody knows is drawn as dots: seen, if not as wished. */
export function hasInk(pattern: string | null): pattern is string {
  return pattern !== null && pattern !== '' && pattern !== 'none';
}

/** Draws one tile into the top left corner of a context whose unit is the CSS pixel. */
export function drawPattern(ink: Ink, pattern: string, color: string): void {
  if (!hasInk(pattern)) return;
  const { fill, stroke, width } = PATTERNS[pattern] ?? PATTERNS.dots!;
  ink.save();
  ink.beginPath();
  ink.rect(0, 0, TILE, TILE);
  ink.clip();
  ink.fillStyle = color;
  ink.strokeStyle = color;
  ink.lineWidth = width ?? 1;
  if (fill) ink.fill(new Path2D(fill));
  if (stroke) ink.stroke(new Path2D(stroke));
  ink.restore();
}

/** The names this page can draw. */
export const patternNames: readonly string[] = Object.keys(PATTERNS);
