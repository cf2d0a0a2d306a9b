import type { Bounds, Place } from '../data/types';
import { t } from '../i18n';
import type { PageContext } from './context';

/** How far outside the town's box is still taken as being in it, in degrees (about 5 km). */
const NEAR = 0.05;

/** Asks the device where it is and opens the answer for that place; says so when it is elsewhere or cannot tell. */
export function locate(page: PageContext, say: (words: string) => void): void {
  if (!('geolocation' in navigator)) return say(t('locate.unavailable'));
  say(t('locate.busy'));
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      const place = { lon: coords.longitude, lat: coords.latitude };
      if (!isNear(place, page.catalogue.town.bbox)) return say(t('locate.outside', { town: page.catalogue.town.name }));
      say('');
      page.open({ place, chosen: null, found: null });
    },
    () => say(t('locate.unavailable')),
    { enableHighAccuracy: true, timeout: 10_000, maximumAge: 60_000 },
  );
}

function isNear({ lon, lat }: Place, [west, south, east, north]: Bounds): boolean {
  return lon >= west - NEAR && lon <= east + NEAR && lat >= south - NEAR && lat <= north + NEAR;
}
