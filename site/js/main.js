// Starts the page and brings route, map and list together.

import { addressField } from './address.js';
import { Reports, fetchJson } from './data.js';
import { el } from './dom.js';
import { chosenRows } from './filter.js';
import { filterForm, syncFilterForm } from './filter_form.js';
import { showFrame, siteTitle } from './frame.js';
import { showList } from './list.js';
import { ReportMap, mapTools } from './map.js';
import { participationLayer, participationNotes, runningParticipations } from './participations.js';
import { showReport } from './report.js';
import { go, linkTo, onRoute, route } from './route.js';
import { currentLanguage, say, setLanguage } from './words.js';

const part = (id) => document.getElementById(id);
let settings;
let reports;
let map = null;
let rows = new Uint32Array(0);
let running = [];

function wantedLanguage() {
  const known = settings.languages;
  if (known.includes(route().l)) return route().l;
  const spoken = navigator.languages.map((language) => language.slice(0, 2));
  return spoken.find((language) => known.includes(language)) ?? known[0];
}

function rowOf(reference) {
  const number = reference?.toUpperCase().startsWith(`${settings.reference_prefix.toUpperCase()}-`)
    ? reference.slice(settings.reference_prefix.length + 1) : reference;
  return /^\d+$/.test(number ?? '') ? reports.row(Number(number)) : -1;
}

/** All that is written in a language, but list and report. */
function speak() {
  setLanguage(wantedLanguage(), settings.time_zone);
  showFrame(settings);
  const finder = part('finder');
  const open = finder.querySelector('details')?.open ?? false;
  finder.setAttribute('aria-label', say('finder.label'));
  finder.setAttribute('role', 'search');
  finder.replaceChildren(...(settings.has.streets ? [addressField(foundAddress)] : []), ...filterForm(reports, settings, open));
  part('results').setAttribute('aria-label', say('results.label'));
  part('map').setAttribute('aria-label', say('map.label'));
  part('map').setAttribute('role', 'application');
  if (map) part('map-tools').replaceChildren(...mapTools(map, settings));
  part('notices').replaceChildren(...participationNotes(running));
}

function foundAddress({ lat, lon, isHouse }) {
  if (route().view === 'list') go({ view: 'map' });
  map?.mark(lat, lon, isHouse);
}

function listedRows() {
  return route().v === '1' && route().view === 'map' && map ? rows.filter((row) => map.contains(row)) : rows;
}

function listNow() {
  const focused = document.activeElement?.id;
  showList(part('results'), reports, listedRows(), route(), settings);
  if (focused === 'sort' || focused === 'in-view') part(focused)?.focus();
}

async function update(now, before) {
  if (before && now.l !== before.l) speak();
  const chosen = now.view === 'report' ? rowOf(now.reference) : -1;
  document.body.dataset.view = now.view;
  part('report').hidden = now.view !== 'report';
  part('finder').hidden = part('results').hidden = part('notices').hidden = now.view === 'report';
  syncFilterForm(part('finder'));
  rows = await chosenRows(reports, now, settings);
  if (now !== route()) return; // the choice changed while words were fetched
  if (now.view !== 'list') map?.map.invalidateSize({ pan: false });
  map?.show(rows, chosen);
  listNow();
  const title = siteTitle(settings);
  document.title = chosen >= 0 ? `${reports.title(chosen)} (${now.reference}) – ${title}` : title;
  if (now.view === 'report') showReport(part('report'), reports, chosen, now.reference);
  part('said').textContent = part('results-title').textContent;
  moveFocus(now, before);
}

/** The keyboard goes with the view: into a report that opens, back to its link when it closes. */
function moveFocus(now, before) {
  if (!before || now.view === before.view && now.reference === before.reference) {
    if (before && now.p !== before.p) part('results-title').focus();
    return;
  }
  if (now.view === 'report') {
    part('report').querySelector('h2').focus();
    window.scrollTo(0, 0);
    part('panel').scrollTop = 0;
  } else if (before.view === 'report') {
    const link = [...document.querySelectorAll('.card-link')].find((one) => one.dataset.reference === before.reference);
    (link ?? part('results-title')).focus();
  } else {
    document.querySelector(`.switch[aria-current]`)?.focus();
  }
}

function startMap() {
  try {
    map = new ReportMap(part('map'), reports, settings, {
      onOpen: (row) => go({ view: 'report', reference: `${settings.reference_prefix}-${reports.id[row]}` }),
      onSpot: (at) => go({ at, p: '', v: '', view: 'map' }),
      onMove: () => { if (route().v === '1') listNow(); },
    });
    if (running.length) participationLayer(running).addTo(map.map);
  } catch (error) {
    console.error(error);
    document.body.classList.add('no-map');
    part('map').replaceChildren(el('p', { class: 'nothing' }, say('map.unavailable')));
  }
}

async function start() {
  document.body.append(el('div', { id: 'said', class: 'unseen', role: 'status' }));
  const files = [fetchJson('site.json'), fetchJson('reports.json')];
  try {
    settings = await files[0];
    setLanguage(wantedLanguage(), settings.time_zone);
    reports = new Reports(await files[1]);
  } catch (error) {
    console.error(error);
    part('results').replaceChildren(el('p', { role: 'alert' }, say('failed')));
    return;
  }
  running = await runningParticipations(settings);
  document.body.dataset.view = route().view;
  startMap();
  speak();
  onRoute(update);
  document.querySelector('.site-title').addEventListener('click', (event) => {
    event.preventDefault();
    history.pushState(null, '', linkTo({ view: 'map', reference: null, c: '', s: '', f: '', t: '', q: '', p: '', at: '', v: '' }));
    window.dispatchEvent(new PopStateEvent('popstate'));
  });
  await update(route());
  document.body.dataset.ready = currentLanguage();
}

start();
