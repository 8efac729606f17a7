// Development plans, surveys and other participations that run now: a note above the list, and areas on the map.

import { fetchJson } from './data.js';
import { el, safeLink } from './dom.js';
import { formatDay, say } from './words.js';

const L = window.L;

/** Those that have begun and not ended, by the visitor's clock: the file may be some days old. */
export async function runningParticipations(settings) {
  if (!settings.has.participations) return [];
  const today = Math.floor(Date.now() / 86400e3);
  const file = await fetchJson('participations.json').catch(() => ({ participations: [] }));
  return file.participations.filter((one) => (one.from ?? -Infinity) <= today && (one.until ?? Infinity) >= today);
}

export function participationNotes(running) {
  if (!running.length) return [];
  return [el('section', { class: 'participations', 'aria-labelledby': 'participations-title' },
    el('h2', { id: 'participations-title' }, say('participations.label')),
    el('ul', {}, running.map((one) => el('li', {},
      safeLink(one.url) ? el('a', { href: one.url, rel: 'noopener' }, one.title) : one.title,
      one.until ? el('span', { class: 'meta' }, ` ${say('participations.until', formatDay(one.until))}`) : null))))];
}

export function participationLayer(running) {
  const shapes = running.filter((one) => one.geometry).map((one) => ({ type: 'Feature', properties: {}, geometry: one.geometry }));
  return L.geoJSON(shapes, {
    interactive: false,
    style: { color: '#7a3e9d', weight: 2, dashArray: '4 4', fillOpacity: 0.12 },
    pointToLayer: (_, place) => L.circleMarker(place, { radius: 9, color: '#7a3e9d', fillOpacity: 0.4 }),
  });
}
