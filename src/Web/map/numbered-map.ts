import { Marker, type Map as MapLibre } from 'maplibre-gl';
import type { Catalogue, Place } from '../data/types';
import { createTownMap } from './town-map';

/** A map that shows the numbers of a list. */
export interface NumberedMap {
  /** Makes one number stand out, by its index; null none. */
  light(index: number | null): void;
}

export function numberedMap(container: HTMLElement, options: {
  catalogue: Catalogue;
  style: Record<string, unknown>;
  visible: ReadonlySet<string>;
  spots: readonly (Place & { number: number })[];
  pointed(index: number | null): void;
  chosen(index: number): void;
  drawn(): void;
}): NumberedMap {
  const { catalogue, spots } = options;
  const map = createTownMap({
    container, style: options.style, layers: catalogue.layers, visible: options.visible, base: 'own', outside: [], bounds: catalogue.town.bbox, view: null, cooperative: true,
    covered: () => 0, onTouch: () => undefined, onMove: () => undefined, onIdle: options.drawn,
  });
  const [lons, lats] = [spots.map(({ lon }) => lon), spots.map(({ lat }) => lat)];
  map.fit([Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]);
  const drawn = (container as unknown as { maplibre: MapLibre }).maplibre;
  // The first of the list on top.
  const markers = spots.map(({ lon, lat, number }, index) => {
    const element = document.createElement('div');
    element.className = 'number-marker';
    element.textContent = String(number);
    element.addEventListener('pointerenter', () => options.pointed(index));
    element.addEventListener('pointerleave', () => options.pointed(null));
    element.addEventListener('click', (event) => {
      event.stopPropagation();
      options.chosen(index);
    });
    return { element, marker: new Marker({ element }).setLngLat([lon, lat]) };
  });
  for (const { element, marker } of [...markers].reverse()) {
    marker.addTo(drawn);
    // The list says the same in words.
    element.setAttribute('aria-hidden', 'true');
    for (const name of ['role', 'aria-label', 'tabindex']) element.removeAttribute(name);
  }
  return { light: (index) => markers.forEach(({ element }, at) => element.classList.toggle('lit', at === index)) };
}
