import {
  LngLat, Map as MapLibre, Marker, NavigationControl, ScaleControl, setWorkerUrl,
  type FilterSpecification, type StyleSpecification,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { Bounds, Layer, OutsideBase, Place } from '../data/types';
import { onBase } from './base';
import type { MapView, Touched, TownMap } from './contract';
import { FreshTiles } from './fresh-tiles';
import { drawMissingImages } from './images';
import { mapWords } from './locale';
import { drawMeasure } from './measure';
import { opacityProperties, scaleOpacity } from './opacity';
import { redraw } from './redraw';

/** How far around a finger still counts as the thing under it, in CSS pixels. */
const FINGER = 8;
const calm = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

setWorkerUrl(new URL(workerUrl, import.meta.url).toString());

/** The map on a WebGL canvas. Everything it draws comes from the style; which layers are on is told to it. */
export function createTownMap(options: {
  container: HTMLElement;
  style: Record<string, unknown>;
  layers: readonly Layer[];
  visible: ReadonlySet<string>;
  /** The ground, see `onBase`. */
  base: string;
  outside: readonly OutsideBase[];
  bounds: Bounds;
  view: MapView | null;
  /** In somebody else's page: one finger and the wheel belong to the page, two fingers and the wheel with a key to the map. */
  cooperative?: boolean;
  /** Height that the page lays over the foot of the map, such as the sheet on a phone, in CSS pixels. */
  covered(): number;
  onTouch(touched: Touched): void;
  onMove(view: MapView): void;
  onIdle(): void;
}): TownMap {
  const drawnBy = new Map(options.layers.map((layer) => [layer.id, layer.styleLayers]));
  const layerOf = new Map(options.layers.flatMap((layer) => layer.styleLayers.map((id) => [id, layer.id] as const)));
  const marker = makeMarker();
  let visible = options.visible;
  let style = onlyVisible(onBase(options.style as unknown as StyleSpecification, options.base, options.outside), layerOf, visible);

  const fresh = new FreshTiles();
  let measured: readonly Place[] = [];

  const map = new MapLibre({
    container: options.container,
    style,
    transformRequest: (url, type) => ({ url: type === 'Tile' ? fresh.address(url) : url }),
    ...(options.view
      ? { center: [options.view.lon, options.view.lat] as [number, number], zoom: options.view.zoom }
      : { bounds: options.bounds, fitBoundsOptions: { padding: paddingOf() } }),
    minZoom: 4,
    maxZoom: 20,
    maxBounds: around(options.bounds),
    attributionControl: false,
    cooperativeGestures: options.cooperative ?? false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    locale: mapWords(),
    fadeDuration: calm() ? 0 : 150,
    refreshExpiredTiles: false,
  });
  // Turning the map is more often an accident than a wish: the menu allows it.
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  drawMissingImages(map);
  // For the console and for browser tests, which must be able to ask what is drawn.
  Object.defineProperty(options.container, 'maplibre', { value: map });
  map.addControl(new NavigationControl({ showCompass: true, visualizePitch: false }), 'top-right');
  map.addControl(new ScaleControl({ maxWidth: 110, unit: 'metric' }), 'bottom-left');

  map.on('click', (event) => {
    const { x, y } = event.point;
    options.onTouch({ place: { lon: event.lngLat.lng, lat: event.lngLat.lat }, found: featuresIn([x - FINGER, y - FINGER], [x + FINGER, y + FINGER]) });
  });
  // By keyboard there is no pointer: Enter asks about the middle of what can be seen.
  map.getCanvas().addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    const { clientWidth, clientHeight } = map.getCanvas();
    const middle: [number, number] = [clientWidth / 2, (clientHeight - options.covered()) / 2];
    const place = map.unproject(middle);
    options.onTouch({ place: { lon: place.lng, lat: place.lat }, found: featuresIn(middle, middle) });
  });
  map.on('moveend', () => options.onMove(view()));
  map.on('idle', options.onIdle);

  function view(): MapView {
    const center = map.getCenter();
    return { lon: center.lng, lat: center.lat, zoom: map.getZoom() };
  }

  function featuresIn(from: [number, number], to: [number, number]): Touched['found'] {
    // Areas under the exact point only; points and lines as far as the finger reaches.
    const middle: [number, number] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    const seen = new Map<string, { layer: string; fid: string }>();
    const take = (features: ReturnType<MapLibre['queryRenderedFeatures']>, areas: boolean) => {
      for (const feature of features) {
        const layer = layerOf.get(feature.layer.id);
        if (!layer || /Polygon$/.test(feature.geometry.type) !== areas) continue;
        const fid = String(feature.id ?? feature.properties.fid ?? '');
        if (fid) seen.set(`${layer}/${fid}`, { layer, fid });
      }
    };
    take(map.queryRenderedFeatures([from, to]), false);
    take(map.queryRenderedFeatures(middle), true);
    return [...seen.values()];
  }

  return {
    view,
    show(wantedLayers) {
      visible = wantedLayers;
      for (const [layer, ids] of drawnBy) {
        const wanted = visible.has(layer) ? 'visible' : 'none';
        for (const id of ids) {
          if (map.getLayer(id) && (map.getLayoutProperty(id, 'visibility') ?? 'visible') !== wanted) map.setLayoutProperty(id, 'visibility', wanted);
        }
      }
    },
    strength(layers, factor) {
      for (const styleLayer of style.layers) {
        const layer = layerOf.get(styleLayer.id);
        if (!layer || !layers.has(layer) || !map.getLayer(styleLayer.id)) continue;
        const paint = (styleLayer.paint ?? {}) as Record<string, unknown>;
        for (const property of opacityProperties(styleLayer.type)) {
          map.setPaintProperty(styleLayer.id, property as 'fill-opacity', scaleOpacity(paint[property], factor) as number);
        }
      }
    },
    look({ lon, lat, zoom }) {
      map.jumpTo({ center: [lon, lat], zoom });
    },
    goTo(place, zoom) {
      // The place goes to the middle of what the page leaves of the map.
      const offset: [number, number] = [0, -options.covered() / 2];
      map.easeTo({ center: [place.lon, place.lat], zoom: zoom ?? Math.max(map.getZoom(), 16), offset, duration: 200, animate: !calm() });
    },
    fit(bounds) {
      map.fitBounds(bounds, { padding: paddingOf(), maxZoom: 18, animate: !calm(), duration: 200 });
    },
    fitTown() {
      map.fitBounds(options.bounds, { padding: paddingOf(), animate: !calm(), duration: 200 });
    },
    mark(place) {
      if (place) marker.setLngLat([place.lon, place.lat]).addTo(map);
      else marker.remove();
    },
    async touch(place) {
      await settled(map);
      const { x, y } = map.project(new LngLat(place.lon, place.lat));
      return featuresIn([x - FINGER, y - FINGER], [x + FINGER, y + FINGER]);
    },
    onScreen(layer, filter) {
      const layers = layer.styleLayers.filter((id) => map.getLayer(id));
      if (layers.length === 0) return false;
      return map.queryRenderedFeatures({ layers, ...(filter ? { filter: filter as FilterSpecification } : {}) }).length > 0;
    },
    restyle(next, base) {
      style = onlyVisible(onBase(next as unknown as StyleSpecification, base, options.outside), layerOf, visible);
      map.setStyle(style, { diff: false });
      map.once('styledata', () => drawMeasure(map, measured));
    },
    measure(path) {
      measured = path;
      drawMeasure(map, path);
    },
    turning(allowed) {
      const act = allowed ? 'enable' : 'disable';
      map.dragRotate[act]();
      map.touchZoomRotate[allowed ? 'enableRotation' : 'disableRotation']();
      map.keyboard[allowed ? 'enableRotation' : 'disableRotation']();
      if (!allowed) map.easeTo({ bearing: 0, pitch: 0, duration: 200, animate: !calm() });
    },
    refresh(changes) {
      for (const change of changes) fresh.add(change);
      const again = () => changes.forEach((change) => redraw(map, change));
      // What is on its way now may be the old one: those are asked for once more when they are here.
      if (!map.loaded()) map.once('idle', again);
      again();
    },
    resized() {
      map.resize();
    },
  };

  function paddingOf() {
    return { top: 16, left: 16, right: 16, bottom: 16 + options.covered() };
  }
}

/** The style with the chosen layers on from the first frame: tiles of the others are not asked for. */
function onlyVisible(style: StyleSpecification, layerOf: ReadonlyMap<string, string>, visible: ReadonlySet<string>): StyleSpecification {
  const layers = style.layers.map((layer) => {
    const id = layerOf.get(layer.id);
    return id === undefined ? layer : { ...layer, layout: { ...layer.layout, visibility: visible.has(id) ? 'visible' : 'none' } };
  });
  return { ...style, layers: layers as StyleSpecification['layers'] };
}

/** A map that cannot be drawn must not keep the rest waiting: give it a moment, then take what is there. */
function settled(map: MapLibre): Promise<void> {
  if (map.loaded() && !map.isMoving()) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, 4000);
    map.once('idle', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Bounds that let the town be pushed to the edge of the screen, and no farther into emptiness than that. */
function around([west, south, east, north]: Bounds): Bounds {
  const dx = Math.max((east - west) * 2, 0.15);
  const dy = Math.max((north - south) * 2, 0.15);
  return [west - dx, south - dy, east + dx, north + dy];
}

function makeMarker(): Marker {
  const element = document.createElement('div');
  element.className = 'place-marker';
  return new Marker({ element, anchor: 'bottom' });
}
