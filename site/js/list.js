// The list: the same choice as on the map, for everybody, in pages.

import { el } from './dom.js';
import { statusBadge } from './marker.js';
import { go, linkTo } from './route.js';
import { count, formatDay, say } from './words.js';

const perPage = 25;

const orders = {
  new: (reports) => (a, b) => reports.received[b] - reports.received[a] || reports.id[b] - reports.id[a],
  changed: (reports) => (a, b) => reports.changed[b] - reports.changed[a] || reports.id[b] - reports.id[a],
  old: (reports) => (a, b) => reports.received[a] - reports.received[b] || reports.id[a] - reports.id[b],
};

function card(reports, row, prefix) {
  const reference = `${prefix}-${reports.id[row]}`;
  const status = reports.statusOf(row);
  const area = reports.areas[reports.area[row]];
  const meta = [formatDay(reports.received[row]), area, reference, reports.photos[row] ? count('photos', reports.photos[row]) : ''];
  return el('li', { class: 'card' },
    el('a', { class: 'card-link', href: linkTo({ view: 'report', reference }), 'data-reference': reference }, reports.title(row)),
    statusBadge(status, say(`status.${status}`)),
    el('p', { class: 'meta' }, meta.filter((part) => part).join(' · ')));
}

function viewSwitch(route) {
  const choice = (view) => el('a', {
    href: linkTo({ view }), class: 'switch', 'aria-current': route.view === view ? 'page' : null,
  }, say(`view.${view}`));
  return el('nav', { class: 'switches', 'aria-label': say('view.label') }, choice('map'), choice('list'));
}

function orderSelect(route) {
  const select = el('select', { id: 'sort', change: () => go({ o: select.value === 'new' ? '' : select.value, p: '' }) },
    Object.keys(orders).map((key) => el('option', { value: key, selected: (route.o || 'new') === key }, say(`sort.${key}`))));
  return el('div', { class: 'field inline' }, el('label', { for: 'sort' }, say('sort.label')), select);
}

function inViewBox(route) {
  const box = el('input', { type: 'checkbox', id: 'in-view', checked: route.v === '1', change: () => go({ v: box.checked ? '1' : '', p: '' }) });
  return el('div', { class: 'check' }, box, el('label', { for: 'in-view' }, say('list.inview')));
}

function pager(page, pages) {
  if (pages < 2) return null;
  const step = (to, key) => (to >= 1 && to <= pages
    ? el('a', { class: 'button', href: linkTo({ p: to === 1 ? '' : String(to) }), rel: key === 'page.next' ? 'next' : 'prev' }, say(key))
    : el('span', { class: 'button off', 'aria-hidden': 'true' }, say(key)));
  return el('nav', { class: 'pager', 'aria-label': say('page.label') },
    step(page - 1, 'page.previous'), el('span', {}, say('page.of', page, pages)), step(page + 1, 'page.next'));
}

/** The rows of the list in their order. */
export function ordered(reports, rows, order) {
  return Array.from(rows).sort((orders[order] ?? orders.new)(reports));
}

/** Fills the section with what the route wants of these rows. */
export function showList(section, reports, rows, route, settings) {
  const sorted = ordered(reports, rows, route.o);
  const pages = Math.max(1, Math.ceil(sorted.length / perPage));
  const page = Math.min(Math.max(1, Number(route.p) || 1), pages);
  const cards = sorted.slice((page - 1) * perPage, page * perPage).map((row) => card(reports, row, settings.reference_prefix));
  const list = cards.length
    ? el('ol', { class: 'cards', start: (page - 1) * perPage + 1 }, cards)
    : el('p', { class: 'nothing' }, say(reports.count ? 'results.none' : 'results.empty'));
  section.replaceChildren(
    el('div', { class: 'results-head' },
      el('h2', { tabindex: '-1', id: 'results-title' }, count('reports', sorted.length)), viewSwitch(route)),
    route.at ? el('p', { class: 'chip' }, `${say('list.spot')} · `, el('a', { href: linkTo({ at: '', p: '' }) }, say('list.spot.clear'))) : '',
    el('div', { class: 'list-tools' }, orderSelect(route), route.view === 'map' ? inViewBox(route) : null),
    list, pager(page, pages) ?? '');
}
