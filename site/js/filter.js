// Which reports a choice means: a row number each, by rising number. Works on columns, a pass over 50,000 takes a millisecond.

import { fetchJson } from './data.js';
import { fold } from './words.js';

const wordFiles = new Map();

/** Numbers of the reports whose released text has a word that begins so; null where that says nothing. */
async function reportsWithWord(term, files) {
  const name = /^[a-z0-9]{2}/.test(term) ? term.slice(0, 2) : '_';
  if (!files.includes(name)) return new Set();
  if (!wordFiles.has(name)) wordFiles.set(name, fetchJson(`words/${name}.json`).catch(() => ({})));
  const file = await wordFiles.get(name);
  const found = new Set();
  for (const [word, differences] of Object.entries(file)) {
    if (!word.startsWith(term)) continue;
    if (differences === 0) return null; // a word that is everywhere
    let id = 0;
    for (const difference of differences) found.add(id += difference);
  }
  return found;
}

/** Whether a name holds the term, for each name of a column. */
function matches(names, term) {
  return Uint8Array.from(names, (name) => (fold(name).includes(term) ? 1 : 0));
}

function addTerm(reports, term, prefix, ids, keep) {
  const categories = matches(reports.categories.map((category) => `${category.de} ${category.en}`), term);
  const streets = matches(reports.streets, term);
  const areas = matches(reports.areas, term);
  const digits = term.startsWith(fold(prefix)) ? term.slice(prefix.length).replace(/^-/, '') : term;
  const number = /^\d+$/.test(digits) ? Number(digits) : -1;
  for (let i = 0; i < reports.count; i += 1) {
    keep[i] &= categories[reports.category[i]] | streets[reports.street[i]] | areas[reports.area[i]]
      | (reports.id[i] === number ? 1 : 0) | (ids !== undefined && (ids === null || ids.has(reports.id[i])) ? 1 : 0);
  }
}

function day(iso) {
  return /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(iso) / 86400e3 : NaN;
}

/** Keeps what one of a column's chosen values has. */
function keepChosen(column, chosen, keep) {
  for (let i = 0; i < keep.length; i += 1) keep[i] &= chosen[column[i]];
}

export function termsOf(text) {
  return fold(text).split(/[^\p{L}\p{N}-]+/u).filter((term) => term);
}

/** How many conditions beside the words are set. */
export function activeFilters(route) {
  return ['c', 's', 'f', 't'].filter((key) => route[key]).length;
}

/** The rows that the route's choice means. */
export async function chosenRows(reports, route, settings) {
  const keep = new Uint8Array(reports.count).fill(1);
  if (route.s) {
    const chosen = route.s.split(',');
    keepChosen(reports.status, reports.statuses.map((status) => Number(chosen.includes(status))), keep);
  }
  if (route.c) {
    const chosen = route.c.split(',');
    keepChosen(reports.category, reports.categories.map((category) => Number(chosen.includes(category.id))), keep);
  }
  const from = day(route.f);
  const to = day(route.t);
  for (let i = 0; i < keep.length; i += 1) {
    if (reports.received[i] < from || reports.received[i] > to) keep[i] = 0; // NaN never holds
  }
  for (const term of termsOf(route.q)) {
    const ids = settings.has.words.length && term.length >= 2 ? await reportsWithWord(term, settings.has.words) : undefined;
    addTerm(reports, term, settings.reference_prefix, ids, keep);
  }
  if (route.at) {
    const [west, south, east, north] = route.at.split(',').map(Number);
    for (let i = 0; i < keep.length; i += 1) {
      if (!(reports.lon[i] >= west && reports.lon[i] <= east && reports.lat[i] >= south && reports.lat[i] <= north)) keep[i] = 0;
    }
  }
  let length = 0;
  const rows = new Uint32Array(reports.count);
  for (let i = 0; i < keep.length; i += 1) if (keep[i]) rows[length++] = i;
  return rows.subarray(0, length);
}
