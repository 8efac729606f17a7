// Looks up an address in the municipality's own register: streets at once, the houses of 64 streets when a number is typed.

import { fetchJson } from './data.js';
import { el } from './dom.js';
import { fold, say } from './words.js';

const shown = 8;
let streets = null;
const houseFiles = new Map();

/** "Werler Str.", "WERLER-STRASSE" and "Werler Straße" are one. */
function streetKey(name) {
  return fold(name).replace(/str(?:\.|asse\b|\b)/g, 'strasse').replace(/[^a-z0-9]/g, '');
}

async function loadStreets() {
  const file = await fetchJson('streets.json');
  return { ...file, keys: file.names.map(streetKey) };
}

async function housesOf(index) {
  if (!streets.streets_per_file) return [];
  const file = Math.floor(index / streets.streets_per_file);
  if (!houseFiles.has(file)) houseFiles.set(file, fetchJson(`houses/${file}.json`));
  return (await houseFiles.get(file))[index % streets.streets_per_file];
}

function streetPlace(index) {
  return { lon: streets.at[2 * index] / 1e5, lat: streets.at[2 * index + 1] / 1e5 };
}

function streetsLike(key) {
  const begins = [];
  const holds = [];
  streets.keys.forEach((street, i) => {
    if (street.startsWith(key)) begins.push(i);
    else if (key.length > 2 && street.includes(key)) holds.push(i);
  });
  return [...begins, ...holds];
}

/** What a text may mean: {label, lat, lon, isHouse}, the likeliest first. */
export async function findAddresses(text) {
  streets ??= await loadStreets();
  const [, name, number] = text.trim().match(/^(.*?)[\s,]*(\d+\s*[a-z]?)?$/i);
  const key = streetKey(name);
  if (!key) return [];
  const found = [];
  for (const index of streetsLike(key).slice(0, shown)) {
    if (number) {
      const wanted = fold(number).replace(/\s/g, '');
      const place = streetPlace(index);
      const houses = await housesOf(index);
      for (let i = 0; i < houses.length; i += 3) {
        if (!fold(houses[i]).replace(/\s/g, '').startsWith(wanted)) continue;
        found.push({ label: `${streets.names[index]} ${houses[i]}`, lon: place.lon + houses[i + 1] / 1e5, lat: place.lat + houses[i + 2] / 1e5, isHouse: true });
      }
    }
    found.push({ label: streets.names[index], ...streetPlace(index), isHouse: false });
  }
  return found.sort((a, b) => Number(b.isHouse) - Number(a.isHouse)).slice(0, shown);
}

/** A combobox (ARIA 1.2) that calls `onFound` with the chosen address. */
export function addressField(onFound) {
  let options = [];
  let active = -1;
  let asked = 0;
  const list = el('ul', { id: 'address-list', role: 'listbox', 'aria-label': say('address.results'), hidden: true });
  const status = el('p', { class: 'said', role: 'status' });
  const input = el('input', {
    type: 'text', id: 'address', autocomplete: 'off', placeholder: say('address.hint'), role: 'combobox',
    'aria-expanded': 'false', 'aria-controls': 'address-list', 'aria-autocomplete': 'list',
    input: () => search(), keydown: (event) => onKey(event), blur: () => setTimeout(close, 150),
  });

  function close() {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
    active = -1;
  }

  function choose(option) {
    input.value = option.label;
    close();
    status.textContent = say('address.shown', option.label);
    onFound(option);
  }

  function mark(index) {
    active = index;
    [...list.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === active)));
    input.setAttribute('aria-activedescendant', `address-${active}`);
  }

  async function search() {
    const mine = ++asked;
    const found = input.value.trim().length < 2 ? [] : await findAddresses(input.value).catch(() => []);
    if (mine !== asked) return; // something else was typed meanwhile
    options = found;
    active = -1;
    status.textContent = input.value.trim().length < 2 || found.length ? '' : say('address.none');
    list.replaceChildren(...found.map((option, i) => el('li', {
      role: 'option', id: `address-${i}`, 'aria-selected': 'false', mousedown: (event) => { event.preventDefault(); choose(option); },
    }, option.label)));
    list.hidden = !found.length;
    input.setAttribute('aria-expanded', String(found.length > 0));
    input.removeAttribute('aria-activedescendant');
  }

  function onKey(event) {
    if (event.key === 'Escape') close();
    if (event.key === 'Enter' && options.length && !list.hidden) choose(options[Math.max(active, 0)]);
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && options.length) {
      event.preventDefault();
      list.hidden = false;
      input.setAttribute('aria-expanded', 'true');
      mark((active + (event.key === 'ArrowDown' ? 1 : -1) + options.length + (active < 0 && event.key === 'ArrowUp' ? 1 : 0)) % options.length);
    }
  }

  return el('div', { class: 'field address' }, el('label', { for: 'address' }, say('address.label')), input, list, status);
}
