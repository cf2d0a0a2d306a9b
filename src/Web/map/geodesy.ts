import type { Place } from '../data/types';

/** GRS80, the ellipsoid of JGD2011. */
const A = 6378137;
const F = 1 / 298.257222101;
const B = A * (1 - F);
const E2 = F * (2 - F);

const rad = (degrees: number) => (degrees * Math.PI) / 180;

/** Metres along the geodesic between two places (Vincenty's inverse formula, 1975; better than a millimetre at a town's size). */
export function distance(from: Place, to: Place): number {
  const [u1, u2] = [from, to].map(({ lat }) => Math.atan((1 - F) * Math.tan(rad(lat)))) as [number, number];
  const l = rad(to.lon - from.lon);
  let lambda = l;
  for (let turn = 0; turn < 100; turn++) {
    const sinSigma = Math.hypot(Math.cos(u2) * Math.sin(lambda), Math.cos(u1) * Math.sin(u2) - Math.sin(u1) * Math.cos(u2) * Math.cos(lambda));
    if (sinSigma === 0) return 0;
    const cosSigma = Math.sin(u1) * Math.sin(u2) + Math.cos(u1) * Math.cos(u2) * Math.cos(lambda);
    const sigma = Math.atan2(sinSigma, cosSigma);
    const sinAlpha = (Math.cos(u1) * Math.cos(u2) * Math.sin(lambda)) / sinSigma;
    const cos2Alpha = 1 - sinAlpha ** 2;
    const cos2m = cos2Alpha === 0 ? 0 : cosSigma - (2 * Math.sin(u1) * Math.sin(u2)) / cos2Alpha;
    const c = (F / 16) * cos2Alpha * (4 + F * (4 - 3 * cos2Alpha));
    const before = lambda;
    lambda = l + (1 - c) * F * sinAlpha * (sigma + c * sinSigma * (cos2m + c * cosSigma * (2 * cos2m ** 2 - 1)));
    if (Math.abs(lambda - before) > 1e-12) continue;
    const k = (cos2Alpha * (A * A - B * B)) / (B * B);
    const p = 1 + (k / 16384) * (4096 + k * (-768 + k * (320 - 175 * k)));
    const q = (k / 1024) * (256 + k * (-128 + k * (74 - 47 * k)));
    const delta = q * sinSigma * (cos2m + (q / 4) * (cosSigma * (2 * cos2m ** 2 - 1) - (q / 6) * cos2m * (4 * sinSigma ** 2 - 3) * (4 * cos2m ** 2 - 3)));
    return B * p * (sigma - delta);
  }
  return NaN;
}

export const length = (path: readonly Place[]): number => path.slice(1).reduce((sum, place, i) => sum + distance(path[i]!, place), 0);

/**
 * Square metres inside a ring, on the ellipsoid: its zones are taken onto the sphere of the same area (authalic latitude), where the area
 * under each side is exact but for the curvature of the side itself, which a town does not notice.
 */
export function area(ring: readonly Place[]): number {
  if (ring.length < 3) return 0;
  const e = Math.sqrt(E2);
  const q = (sin: number) => (1 - E2) * (sin / (1 - E2 * sin * sin) - Math.log((1 - e * sin) / (1 + e * sin)) / (2 * e));
  const pole = q(1);
  const heights = ring.map(({ lat }) => q(Math.sin(rad(lat))) / pole);
  const sum = ring.reduce((total, place, i) => {
    const next = (i + 1) % ring.length;
    return total + rad(ring[next]!.lon - place.lon) * (heights[i]! + heights[next]!);
  }, 0);
  return Math.abs((sum / 2) * A * A * (pole / 2));
}
