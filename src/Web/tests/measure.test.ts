import { expect, test } from 'vitest';
import { area, distance, length } from '../map/geodesy';

// Reference values: ST_Distance and ST_Area of geography in PostGIS 3.3, SRID 6668.
test('a distance is that of the geodesic on the ellipsoid', () => {
  expect(distance({ lon: 139, lat: 35 }, { lon: 140, lat: 35 })).toBeCloseTo(91287.78845, 3);
  expect(distance({ lon: 139, lat: 35 }, { lon: 139, lat: 36 })).toBeCloseTo(110949.76871, 3);
  expect(distance({ lon: 139.3, lat: 35.1 }, { lon: 139.347, lat: 35.128 })).toBeCloseTo(5292.19741, 3);
  expect(distance({ lon: 139.3, lat: 35.1 }, { lon: 139.3, lat: 35.1 })).toBe(0);
});

test('a way is the sum of its sides', () => {
  const [a, b, c] = [{ lon: 139.3, lat: 35.1 }, { lon: 139.31, lat: 35.1 }, { lon: 139.31, lat: 35.11 }];
  expect(length([a, b, c])).toBeCloseTo(distance(a, b) + distance(b, c), 9);
  expect(length([a])).toBe(0);
});

test('an area is that on the ellipsoid, whichever way round', () => {
  const ring = [[139.3, 35.1], [139.347, 35.101], [139.34, 35.128], [139.31, 35.13]].map(([lon, lat]) => ({ lon: lon!, lat: lat! }));
  expect(Math.abs(area(ring) / 11104634.5366 - 1)).toBeLessThan(1e-5);
  expect(area([...ring].reverse())).toBeCloseTo(area(ring), 3);
  expect(area(ring.slice(0, 2))).toBe(0);
});
