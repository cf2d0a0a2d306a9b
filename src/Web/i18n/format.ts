import { isForeign, speaking, t } from './index';

const locale = () => (isForeign() ? speaking().lang : 'ja-JP');

/** 1,234.5: at most `digits` places after the point, none that are zero. */
export function formatNumber(value: number, digits = 2): string {
  return value.toLocaleString(locale(), { maximumFractionDigits: digits });
}

/** A depth or duration: 3, 0.5, 1000. */
function amount(value: number): string {
  return value.toLocaleString(locale(), { maximumFractionDigits: 3, useGrouping: false });
}

const DAY = 24, WEEK = 168;

/**
 * What hours are counted in and the unit's name as it is read after a number; a symbol that needs no name stays as it is. Whole days and weeks
 * from two on, so that no language needs a word for one of them.
 */
function unitOf(unit: string | null, ...ends: number[]): readonly [number, string] {
  if (unit !== 'h') return [1, unit ?? ''];
  const whole = (size: number) => ends.every((end) => end % size === 0) && Math.max(...ends) >= 2 * size;
  return whole(WEEK) ? [WEEK, t('unit.w')] : whole(DAY) ? [DAY, t('unit.d')] : [1, t('unit.h')];
}

/** "0.5〜3m", "20m以上", "0.5m未満", "3〜7日"; null when neither end is known. Lower bound included, upper not. */
export function formatRange(min: number | null, max: number | null, unit: string | null): string | null {
  const from = min !== null && min > 0 ? min : null;
  const [size, name] = unitOf(unit, ...[from, max].filter((end) => end !== null));
  if (max === null) return from === null ? null : t('hazard.from', { min: amount(from / size), unit: name });
  if (from === null) return t('hazard.upTo', { max: amount(max / size), unit: name });
  return t('hazard.range', { min: amount(from / size), max: amount(max / size), unit: name });
}

/** "約120m", "約1.2km": rounded as far as a straight line deserves. */
export function formatDistance(metres: number): string {
  const tens = Math.max(10, Math.round(metres / 10) * 10);
  if (tens < 1000) return t('distance.metres', { value: tens });
  return t('distance.kilometres', { value: formatNumber(metres / 1000, metres < 10000 ? 1 : 0) });
}

/** 令和7年3月1日(2025) for an ISO date or a part of one (2025-03, 2025); anything else is given back as it came. */
export function formatDate(iso: string): string {
  const found = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(iso);
  if (!found) return iso;
  const [, year, month, day] = found;
  const when = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1), 12));
  if (Number.isNaN(when.getTime())) return iso;
  if (isForeign()) return found[0];
  const era = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', {
    era: 'long', year: 'numeric', ...(month ? { month: 'long' } : {}), ...(day ? { day: 'numeric' } : {}), timeZone: 'UTC',
  }).format(when);
  return `${era}(${year})`;
}
