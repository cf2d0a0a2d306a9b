import { t } from '../i18n';

/** MapLibre's own few words, in the language of the page. */
export const mapWords = (): Record<string, string> => ({
  'GeolocateControl.FindMyLocation': t('map.locate'),
  'GeolocateControl.LocationNotAvailable': t('locate.unavailable'),
  'Map.Title': t('map.title'),
  'Marker.Title': t('map.marker'),
  'NavigationControl.ResetBearing': t('map.north'),
  'NavigationControl.ZoomIn': t('map.zoomIn'),
  'NavigationControl.ZoomOut': t('map.zoomOut'),
  'ScaleControl.Meters': 'm',
  'ScaleControl.Kilometers': 'km',
});
