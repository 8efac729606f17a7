// The base map made of the municipality's own register: outlines of the districts, streets and their names, on one canvas
// that Leaflet moves. It asks nobody and works offline.

import { fetchJson } from './data.js';

const L = window.L;
const streetWidth = { 11: 0.8, 12: 1, 13: 1.5, 14: 2.5, 15: 4.5, 16: 7.5, 17: 11, 18: 16, 19: 22 };
const namesFrom = 15;

/** Street lines as latitude and longitude, each with its box. */
function decodeLines(file) {
  return file.lines.map((lines, i) => ({
    name: file.names[i],
    lines: lines.map((differences) => {
      const points = [];
      let x = 0;
      let y = 0;
      for (let k = 0; k < differences.length; k += 2) {
        x += differences[k];
        y += differences[k + 1];
        points.push([y / 1e5, x / 1e5]);
      }
      return { points, bounds: L.latLngBounds(points) };
    }),
  }));
}

function rings(geometry) {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flat().map((ring) => ring.map(([lon, lat]) => [lat, lon]));
}

const BaseMap = L.Renderer.extend({
  options: { padding: 0.35, pane: 'tilePane' },

  initialize(options) {
    L.Renderer.prototype.initialize.call(this, options);
    this.areas = [];
    this.streets = [];
  },

  setAreas(file) {
    this.areas = file.areas.map(({ name, geometry }) => {
      const outline = rings(geometry);
      return { name, outline, bounds: L.latLngBounds(outline.flat()) };
    });
    this.redraw();
  },

  setStreets(file) {
    this.streets = decodeLines(file);
    this.redraw();
  },

  redraw() {
    if (this._map) this._update();
  },

  _initContainer() {
    this._container = document.createElement('canvas');
    this._container.setAttribute('aria-hidden', 'true');
    this._context = this._container.getContext('2d');
  },

  _destroyContainer() {
    this._container.remove();
    delete this._container;
  },

  _onZoomEnd() {
    this._update();
  },

  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    L.Renderer.prototype._update.call(this);
    const size = this._bounds.getSize();
    const sharpness = Math.min(window.devicePixelRatio || 1, 2);
    this._container.width = size.x * sharpness;
    this._container.height = size.y * sharpness;
    this._container.style.width = `${size.x}px`;
    this._container.style.height = `${size.y}px`;
    L.DomUtil.setPosition(this._container, this._bounds.min);
    this._context.setTransform(sharpness, 0, 0, sharpness, -this._bounds.min.x * sharpness, -this._bounds.min.y * sharpness);
    this._draw();
    this.fire('update');
  },

  _project(points) {
    return points.map((point) => this._map.latLngToLayerPoint(point));
  },

  _path(lines) {
    const context = this._context;
    context.beginPath();
    for (const line of lines) line.forEach((p, i) => (i ? context.lineTo(p.x, p.y) : context.moveTo(p.x, p.y)));
  },

  _draw() {
    const style = getComputedStyle(this._map.getContainer());
    const colour = (name) => style.getPropertyValue(`--map-${name}`).trim();
    const zoom = Math.round(this._map.getZoom());
    const window = L.latLngBounds(this._map.layerPointToLatLng(this._bounds.min), this._map.layerPointToLatLng(this._bounds.max));
    this._taken = [];
    this._drawAreas(window, colour);
    const visible = this.streets.map((street) => ({
      name: street.name,
      lines: street.lines.filter((line) => window.intersects(line.bounds)).map((line) => this._project(line.points)),
    })).filter((street) => street.lines.length);
    this._drawStreets(visible, zoom, colour);
    if (zoom >= namesFrom) this._nameStreets(visible, zoom, colour);
    if (zoom < 17) this._nameAreas(window, zoom, colour);
  },

  _drawAreas(window, colour) {
    const context = this._context;
    context.lineJoin = 'round';
    for (const area of this.areas) {
      if (!window.intersects(area.bounds)) continue;
      this._path(area.outline.map((ring) => this._project(ring)));
      context.fillStyle = colour('area');
      context.fill('evenodd');
      context.strokeStyle = colour('border');
      context.lineWidth = 1.5;
      context.setLineDash([7, 4]);
      context.stroke();
      context.setLineDash([]);
    }
  },

  _drawStreets(streets, zoom, colour) {
    const context = this._context;
    const width = streetWidth[Math.min(Math.max(zoom, 11), 19)];
    const lines = streets.flatMap((street) => street.lines);
    context.lineCap = 'round';
    context.lineJoin = 'round';
    this._path(lines);
    context.strokeStyle = colour(zoom >= 14 ? 'street-edge' : 'street-far');
    context.lineWidth = zoom >= 14 ? width + 2 : width;
    context.stroke();
    if (zoom < 14) return;
    context.strokeStyle = colour('street');
    context.lineWidth = width;
    context.stroke();
  },

  /** Along the longest straight piece that is long enough, if no other name is there. */
  _nameStreets(streets, zoom, colour) {
    const context = this._context;
    context.font = `${zoom >= 17 ? 13 : 12}px system-ui, sans-serif`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.lineWidth = 3;
    context.strokeStyle = colour('halo');
    context.fillStyle = colour('street-name');
    for (const street of streets) {
      const width = context.measureText(street.name).width;
      const place = longestPiece(street.lines);
      if (place.length < width * 0.8 || !this._take(place, width, 8)) continue;
      context.save();
      context.translate(place.x, place.y);
      context.rotate(place.angle);
      context.strokeText(street.name, 0, 0);
      context.fillText(street.name, 0, 0);
      context.restore();
    }
  },

  _nameAreas(window, zoom, colour) {
    const context = this._context;
    context.font = `600 ${zoom >= 14 ? 15 : 13}px system-ui, sans-serif`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.lineWidth = 4;
    context.strokeStyle = colour('halo');
    context.fillStyle = colour('area-name');
    for (const area of this.areas) {
      if (!window.intersects(area.bounds)) continue;
      const place = this._map.latLngToLayerPoint(area.bounds.getCenter());
      if (!this._take({ ...place, x: place.x, y: place.y, angle: 0 }, context.measureText(area.name).width, 10)) continue;
      context.strokeText(area.name, place.x, place.y);
      context.fillText(area.name, place.x, place.y);
    }
  },

  /** Whether a name fits here without touching another; takes the room if so. */
  _take(place, width, height) {
    const dx = (Math.abs(Math.cos(place.angle)) * width) / 2 + height;
    const dy = (Math.abs(Math.sin(place.angle)) * width) / 2 + height;
    const box = L.bounds([place.x - dx, place.y - dy], [place.x + dx, place.y + dy]);
    if (this._taken.some((other) => other.intersects(box))) return false;
    this._taken.push(box);
    return true;
  },
});

function longestPiece(lines) {
  let best = { length: 0, x: 0, y: 0, angle: 0 };
  for (const line of lines) {
    for (let i = 1; i < line.length; i += 1) {
      const [a, b] = [line[i - 1], line[i]];
      const length = Math.hypot(b.x - a.x, b.y - a.y);
      if (length <= best.length) continue;
      let angle = Math.atan2(b.y - a.y, b.x - a.x);
      if (Math.abs(angle) > Math.PI / 2) angle += Math.PI; // never upside down
      best = { length, x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, angle };
    }
  }
  return best;
}

/** The register's own map, filling itself as its files come; reports are shown without it, too. */
export function ownBaseMap(settings) {
  const layer = new BaseMap();
  if (settings.has.areas) fetchJson('areas.json').then((file) => layer.setAreas(file)).catch(() => {});
  if (settings.has.streets) fetchJson('streets.json').then((file) => layer.setStreets(file)).catch(() => {});
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => layer.redraw());
  return layer;
}

/** Tiles or a WMS of somebody else, as the municipality configured it. */
export function foreignBaseMap(settings) {
  if (settings.basemap_layers) {
    return L.tileLayer.wms(settings.basemap, { layers: settings.basemap_layers, format: 'image/png', maxZoom: 19 });
  }
  return L.tileLayer(settings.basemap, { maxZoom: 19 });
}
