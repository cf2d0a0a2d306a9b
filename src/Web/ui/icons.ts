import { svg } from './dom';

/** Line icons of the page's own buttons, 24 × 24. */
const PATHS = {
  search: 'M10.5 4a6.5 6.5 0 1 1 0 13a6.5 6.5 0 1 1 0-13M15.5 15.5L20.5 20.5',
  close: 'M6 6L18 18M18 6L6 18',
  menu: 'M4 7H20M4 12H20M4 17H20',
  here: 'M12 21C7.5 15.8 5.5 12.6 5.5 9.6a6.5 6.5 0 0 1 13 0C18.5 12.6 16.5 15.8 12 21zM12 7.4a2.3 2.3 0 1 1 0 4.6a2.3 2.3 0 1 1 0-4.6',
  hazards: 'M12 4L21 19.5H3zM12 10V14.4M12 16.8V17.2',
  sites: 'M3.5 11.5L12 4.5L20.5 11.5M6 10V19.5H18V10M10 19.5V14H14V19.5',
  layers: 'M12 4L21 9L12 14L3 9zM4.4 12.6L12 16.8L19.6 12.6M4.4 16L12 20.2L19.6 16',
  locate: 'M12 8a4 4 0 1 1 0 8a4 4 0 1 1 0-8M12 2.5V6M12 18V21.5M2.5 12H6M18 12H21.5',
  measure: 'M4 15.5L15.5 4L20 8.5L8.5 20zM8 11.5L10 13.5M11.5 8L13.5 10M6 16',
  home: 'M4 9V4H9M15 4H20V9M20 15V20H15M9 20H4V15',
  link: 'M10 14L14 10M11 7.5L13.2 5.3a3.9 3.9 0 0 1 5.5 5.5L16.5 13M13 16.5L10.8 18.7a3.9 3.9 0 0 1-5.5-5.5L7.5 11',
  share: 'M12 15V4M8 7.5L12 3.5L16 7.5M6 11H5V20.5H19V11H18',
  print: 'M7 9V4H17V9M7 17H4.5V9.5H19.5V17H17M7 14H17V20H7z',
  back: 'M14.5 5.5L8 12L14.5 18.5',
  lock: 'M6.5 11H17.5V20H6.5zM8.5 11V8a3.5 3.5 0 0 1 7 0V11',
} as const;

export type IconName = keyof typeof PATHS;

export function icon(name: IconName): SVGSVGElement {
  return svg(
    '0 0 24 24',
    [['path', { d: PATHS[name], fill: 'none', stroke: 'currentColor', 'stroke-width': 2, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }]],
    { class: 'icon' },
  );
}
