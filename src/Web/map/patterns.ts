/**
 * Patterns that tell hazard classes apart without colour. Each is a tile drawn on a canvas, transparent except for its ink, so that
 * one tile serves the map (over the class's fill) and the legend swatch.
 */

type Ink = CanvasRenderingContext2D;
type Draw = (ink: Ink, size: number) => void;

/** Side of a tile in CSS pixels; every pattern repeats without a seam at this size. */
export const TILE = 16;

const dots = (step: number, radius: number): Draw => (ink, size) => {
  for (let y = step / 2, row = 0; y < size; y += step, row++) {
    for (let x = row % 2 ? 0 : step / 2; x <= size; x += step) {
      ink.beginPath();
      ink.arc(x, y, radius, 0, Math.PI * 2);
      ink.fill();
    }
  }
};

/** Lines at 45°; `rising` turns them to the other side. */
const slanted = (step: number, width: number, rising: boolean): Draw => (ink, size) => {
  ink.lineWidth = width;
  for (let offset = -size; offset <= size * 2; offset += step) {
    ink.beginPath();
    // Exactly 45°, begun and ended outside the tile: only then does the next tile go on where this one stops.
    ink.moveTo(offset - 2, rising ? size + 2 : -2);
    ink.lineTo(offset + size + 2, rising ? -2 : size + 2);
    ink.stroke();
  }
};

const straight = (step: number, width: number, upright: boolean): Draw => (ink, size) => {
  for (let at = step / 2; at < size; at += step) {
    if (upright) ink.fillRect(at - width / 2, 0, width, size);
    else ink.fillRect(0, at - width / 2, size, width);
  }
};

const waves: Draw = (ink, size) => {
  ink.lineWidth = 1.2;
  for (let y = 4; y < size; y += 8) {
    ink.beginPath();
    for (let x = -2; x <= size + 2; x++) ink.lineTo(x, y + Math.sin((x / size) * Math.PI * 2) * 2);
    ink.stroke();
  }
};

const both = (...draws: Draw[]): Draw => (ink, size) => draws.forEach((draw) => draw(ink, size));

const PATTERNS: Record<string, Draw> = {
  'dots-sparse': dots(16, 1.1),
  dots: dots(8, 1),
  'dots-dense': dots(16 / 3, 1.05),
  diagonal: slanted(8, 1.1, true),
  'diagonal-dense': slanted(4, 1.1, true),
  'diagonal-back': slanted(8, 1.1, false),
  cross: both(slanted(8, 1, true), slanted(8, 1, false)),
  'cross-dense': both(slanted(16 / 3, 1.1, true), slanted(16 / 3, 1.1, false)),
  horizontal: straight(8, 1.2, false),
  vertical: straight(8, 1.2, true),
  grid: both(straight(8, 1, false), straight(8, 1, true)),
  'grid-dense': both(straight(4, 1.2, false), straight(4, 1.2, true)),
  waves,
};

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
  ink.save();
  ink.beginPath();
  ink.rect(0, 0, TILE, TILE);
  ink.clip();
  ink.fillStyle = color;
  ink.strokeStyle = color;
  (PATTERNS[pattern] ?? PATTERNS.dots!)(ink, TILE);
  ink.restore();
}

/** The names this page can draw. */
export const patternNames: readonly string[] = Object.keys(PATTERNS);
