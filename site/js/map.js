// The map: base map, clusters and pins, the chosen report, a found address.

import { el } from './dom.js';
import { clusters, tones } from './cluster.js';
import { clusterDisc, pin, toneDot } from './marker.js';
import { foreignBaseMap, ownBaseMap } from './basemap.js';
import { currentLanguage, say } from './words.js';

const L = window.L;
const closest = 19;

/** The box of most reports: one whose position is wrong must not shrink the town to a dot. */
function boxOf(reports) {
  if (!reports.count) return L.latLngBounds([47.3, 5.9], [55, 15]);
  const middle = (values) => {
    const sorted = Float64Array.from(values).sort();
    return [sorted[Math.floor(sorted.length * 0.01)], sorted[Math.ceil((sorted.length - 1) * 0.99)]];
  };
  const [west, east] = middle(reports.lon);
  const [south, north] = middle(reports.lat);
  return L.latLngBounds([south, west], [north, east]).pad(0.05);
}

export class ReportMap {
  /** \param onOpen  told the row of a report that is clicked
   *  \param onSpot  told "west,south,east,north" of reports that lie at one place */
  constructor(element, reports, settings, { onOpen, onSpot, onMove }) {
    this.reports = reports;
    this.rows = new Uint32Array(0);
    this.chosen = -1;
    this.shown = new Map();
    this.onOpen = onOpen;
    this.onSpot = onSpot;
    this.map = L.map(element, {
      zoomControl: false, attributionControl: false, preferCanvas: true, maxZoom: closest, minZoom: 8,
      zoomAnimation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      fadeAnimation: false, worldCopyJump: false, zoomSnap: settings.basemap ? 1 : 0.25,
    });
    this.home = settings.bounds
      ? L.latLngBounds([settings.bounds[1], settings.bounds[0]], [settings.bounds[3], settings.bounds[2]]) : boxOf(reports);
    this.map.fitBounds(this.home);
    (settings.basemap ? foreignBaseMap(settings) : ownBaseMap(settings)).addTo(this.map);
    this.pins = L.layerGroup().addTo(this.map);
    this.found = L.layerGroup().addTo(this.map);
    this.map.on('moveend', () => {
      this.draw();
      onMove();
    });
    new ResizeObserver(() => this.map.invalidateSize({ pan: false })).observe(element);
  }

  goHome() {
    this.map.fitBounds(this.home, { animate: false });
  }

  show(rows, chosen) {
    this.rows = rows;
    if (chosen !== this.chosen) {
      this.chosen = chosen;
      if (chosen >= 0) this.#bringIntoView(chosen);
    }
    this.draw();
  }

  #bringIntoView(row) {
    const place = [this.reports.lat[row], this.reports.lon[row]];
    const inside = this.map.getBounds().pad(-0.15).contains(place);
    if (!inside || this.map.getZoom() < 15) this.map.setView(place, Math.max(this.map.getZoom(), 16), { animate: false });
  }

  /** A found address or street, until the next one. */
  mark(lat, lon, isHouse) {
    this.found.clearLayers();
    L.circleMarker([lat, lon], { radius: 16, weight: 4, className: 'found', color: '#d0006f', fillOpacity: 0.1, interactive: false })
      .addTo(this.found);
    this.map.setView([lat, lon], isHouse ? 18 : 16, { animate: false });
  }

  contains(row) {
    return this.map.getBounds().contains([this.reports.lat[row], this.reports.lon[row]]);
  }

  /** Draws what is in the window and keeps what stays, so that the keyboard's focus stays where it is. */
  draw() {
    const bounds = this.map.getPixelBounds();
    const world = 256 * 2 ** this.map.getZoom();
    const margin = 40;
    const window = {
      west: (bounds.min.x - margin) / world, north: (bounds.min.y - margin) / world,
      east: (bounds.max.x + margin) / world, south: (bounds.max.y + margin) / world,
    };
    const wanted = new Map();
    for (const cluster of clusters(this.reports, this.rows, window, this.map.getZoom())) {
      const key = cluster.count === 1 ? `r${cluster.row}` : `c${cluster.count}/${cluster.tones}/${cluster.x}/${cluster.y}`;
      wanted.set(`${key}/${currentLanguage()}`, cluster);
    }
    if (this.chosen >= 0) wanted.set(`chosen${this.chosen}/${currentLanguage()}`, { count: 1, row: this.chosen, chosen: true });
    for (const [key, marker] of this.shown) {
      if (wanted.has(key)) continue;
      this.pins.removeLayer(marker);
      this.shown.delete(key);
    }
    for (const [key, cluster] of wanted) {
      if (this.shown.has(key)) continue;
      const marker = cluster.count === 1 ? this.#pinOf(cluster) : this.#discOf(cluster);
      this.pins.addLayer(marker);
      this.shown.set(key, marker);
    }
  }

  #marker(place, picture, size, anchor, label, onClick, className, zIndexOffset = 0) {
    const icon = L.divIcon({ html: picture, className, iconSize: size, iconAnchor: anchor });
    const marker = L.marker(place, { icon, keyboard: true, zIndexOffset, riseOnHover: true });
    marker.on('click keypress', (event) => {
      if (event.type === 'click' || event.originalEvent.key === 'Enter' || event.originalEvent.key === ' ') {
        event.originalEvent.preventDefault();
        onClick();
      }
    });
    marker.on('add', () => {
      marker.getElement().setAttribute('aria-label', label);
      marker.getElement().title = label;
    });
    return marker;
  }

  #pinOf({ row, chosen }) {
    const status = this.reports.statusOf(row);
    const label = `${this.reports.title(row)}, ${say(`status.${status}`)}`;
    return this.#marker([this.reports.lat[row], this.reports.lon[row]], pin(status), chosen ? [38, 48] : [28, 36],
      chosen ? [19, 48] : [14, 36], label, () => this.onOpen(row), chosen ? 'marker chosen' : 'marker', chosen ? 1000 : 0);
  }

  #discOf(cluster) {
    const world = 256;
    const place = this.map.options.crs.pointToLatLng(L.point(cluster.x * world, cluster.y * world), 0);
    const written = cluster.count.toLocaleString(currentLanguage());
    const disc = clusterDisc(cluster, written);
    const size = Number(disc.getAttribute('width'));
    const extent = Math.max(cluster.east - cluster.west, cluster.south - cluster.north) * 256 * 2 ** closest;
    const oneSpot = extent < 30; // pixels at the closest zoom: no zooming takes them apart
    return this.#marker(place, disc, [size, size], [size / 2, size / 2], say(oneSpot ? 'map.spot' : 'map.cluster', written),
      () => (oneSpot ? this.#openSpot(cluster) : this.#zoomTo(cluster)), 'marker cluster-marker');
  }

  #corner(x, y) {
    return this.map.options.crs.pointToLatLng(L.point(x * 256, y * 256), 0);
  }

  #zoomTo(cluster) {
    const box = L.latLngBounds(this.#corner(cluster.west, cluster.south), this.#corner(cluster.east, cluster.north));
    const zoom = Math.min(closest, Math.max(this.map.getBoundsZoom(box.pad(0.2)), this.map.getZoom() + 1));
    this.map.setView(box.getCenter(), zoom);
    this.map.getContainer().focus({ preventScroll: true });
  }

  #openSpot(cluster) {
    const low = this.#corner(cluster.west, cluster.south);
    const high = this.#corner(cluster.east, cluster.north);
    this.onSpot([low.lng - 1e-6, low.lat - 1e-6, high.lng + 1e-6, high.lat + 1e-6].map((value) => value.toFixed(6)).join(','));
  }
}

/** Buttons and source beside the map; Leaflet's own would be made of markup. */
export function mapTools(map, settings) {
  const button = (label, sign, click) => el('button', { type: 'button', class: 'map-button', 'aria-label': label, title: label, click }, sign);
  const source = settings.basemap ? settings.attribution : say('map.own', settings.municipality);
  const link = settings.basemap && settings.attribution_url;
  return [
    el('div', { class: 'map-buttons' },
      button(say('map.zoomin'), '+', () => map.map.zoomIn()),
      button(say('map.zoomout'), '−', () => map.map.zoomOut()),
      button(say('map.home'), '⌂', () => map.goHome())),
    el('ul', { class: 'map-legend', 'aria-label': say('map.legend') }, tones.map((tone) => el('li', {}, toneDot(tone), say(`tone.${tone}`)))),
    el('p', { class: 'map-source' }, link ? el('a', { href: link }, source) : source, ' · Leaflet'),
  ];
}

