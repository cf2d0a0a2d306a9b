import { t } from '../i18n';

/** MapLibre's own few words, in the language of the page. */
export const mapWords = (): Record<string, string> => ({
  'CooperativeGesturesHandler.WindowsHelpText': t('embed.wheel', { key: 'Ctrl' }),
  'CooperativeGesturesHandler.MacHelpText': t('embed.wheel', { key: '⌘' }),
  'CooperativeGesturesHandler.MobileHelpText': t('embed.fingers'),
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
