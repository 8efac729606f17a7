// The pictures of reports and clusters. What colour says, a sign in it says too.

import { svg, el } from './dom.js';
import { tones } from './cluster.js';

/** Lines of a sign in a square of 16. */
const signs = {
  received: [['circle', { cx: 8, cy: 8, r: 3.2 }]],
  open: [['circle', { cx: 8, cy: 8, r: 3.2 }]],
  in_progress: [['path', { d: 'M8 4.6v3.8l2.6 1.6', class: 'line' }]],
  forwarded: [['path', { d: 'M4.4 8h7M8.6 5.2 11.4 8l-2.8 2.8', class: 'line' }]],
  solved: [['path', { d: 'm4.6 8.2 2.4 2.4 4.4-4.8', class: 'line' }]],
  closed_unsolved: [['path', { d: 'M5 8h6', class: 'line' }]],
};

function sign(status) {
  return (signs[status] ?? signs.closed_unsolved).map(([name, attributes]) => svg(name, attributes));
}

/** A small round sign for lists and the legend. */
export function statusSign(status) {
  return svg('svg', { viewBox: '0 0 16 16', class: `sign tone-${status}`, 'aria-hidden': 'true' },
    svg('circle', { cx: 8, cy: 8, r: 8, class: 'disc' }), sign(status));
}

/** A badge with the status in words. */
export function statusBadge(status, text) {
  return el('span', { class: `badge tone-${status}` }, statusSign(status), text);
}

/** The pin of one report. */
export function pin(status) {
  return svg('svg', { viewBox: '0 0 28 36', class: `pin tone-${status}`, 'aria-hidden': 'true' },
    svg('path', { class: 'disc', d: 'M14 1C6.8 1 1.5 6.4 1.5 13.3 1.5 22 14 35 14 35s12.500-13 12.500-21.700C26.500 6.400 21.200 1 14 1Z' }),
    svg('g', { transform: 'translate(6 5.500)' }, sign(status)));
}

/** A disc with the number of reports in it and a ring that shows how many wait, are worked on and are done. */
export function clusterDisc({ count, tones: shares }, written) {
  const radius = count < 10 ? 17 : count < 100 ? 20 : count < 1000 ? 23 : 27;
  const ring = radius - 2.5;
  const around = 2 * Math.PI * ring;
  let before = 0;
  const arcs = shares.map((share, i) => {
    const length = (share / count) * around;
    const arc = share && svg('circle', {
      class: `arc ${tones[i]}`, cx: 0, cy: 0, r: ring, 'stroke-dasharray': `${length} ${around - length}`,
      'stroke-dashoffset': -before, transform: 'rotate(-90)',
    });
    before += length;
    return arc || null;
  });
  const size = 2 * radius;
  return svg('svg', { class: 'cluster', width: size, height: size, viewBox: `${-radius} ${-radius} ${size} ${size}`, 'aria-hidden': 'true' },
    svg('circle', { class: 'back', r: radius }), arcs, svg('text', { y: '.35em', 'text-anchor': 'middle' }, written));
}

/** For the legend: the colour of a part of the ring. */
export function toneDot(tone) {
  return svg('svg', { viewBox: '-8 -8 16 16', class: 'sign', 'aria-hidden': 'true' }, svg('circle', { r: 5.5, class: `arc ${tone}` }));
}
