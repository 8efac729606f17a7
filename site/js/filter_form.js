// The fields by which reports are chosen. They show the route and change it.

import { el } from './dom.js';
import { activeFilters } from './filter.js';
import { statusSign } from './marker.js';
import { go, linkTo, route } from './route.js';
import { currentLanguage, say } from './words.js';

const typingPause = 250; // milliseconds

function textField(settings) {
  let pause = 0;
  const input = el('input', {
    type: 'search', id: 'words', autocomplete: 'off', placeholder: say('text.hint', settings.reference_prefix), value: route().q,
    input: () => {
      clearTimeout(pause);
      pause = setTimeout(() => go({ q: input.value.trim(), p: '' }, { replace: true }), typingPause);
    },
  });
  return el('div', { class: 'field' }, el('label', { for: 'words' }, say('text.label')), input);
}

/** Boxes of which none checked means all. `key` is the route's. */
function boxes(key, legend, choices) {
  const chosen = () => (route()[key] ? route()[key].split(',') : []);
  const fields = choices.map(({ value, label, sign, heading }, i) => {
    const id = `${key}-${i}`;
    const box = el('input', {
      type: 'checkbox', id, value, checked: chosen().includes(value),
      change: () => {
        const values = chosen().filter((other) => other !== value);
        if (box.checked) values.push(value);
        go({ [key]: values.join(','), p: '' });
      },
    });
    return [heading ? el('p', { class: 'group' }, heading) : null, el('div', { class: 'check' }, box, el('label', { for: id }, sign ?? null, label))];
  });
  return el('fieldset', {}, el('legend', {}, legend), el('div', { class: `boxes boxes-${key}` }, fields));
}

function statusBoxes(reports) {
  const there = new Set(reports.status);
  const choices = reports.statuses.filter((_, i) => there.has(i))
    .map((status) => ({ value: status, label: say(`status.${status}`), sign: statusSign(status) }));
  return boxes('s', say('filter.status'), choices);
}

/** By group where groups have names of their own; an id alone is nothing for people. */
function categoryBoxes(reports) {
  const language = currentLanguage();
  const named = (category) => (category.group && !category.id.startsWith(category.group) ? category.group : '');
  const sorted = [...reports.categories].sort((a, b) => named(a).localeCompare(named(b), language) || a[language].localeCompare(b[language], language));
  let before = '';
  return boxes('c', say('filter.category'), sorted.map((category) => {
    const heading = named(category) !== before ? named(category) : '';
    before = named(category);
    return { value: category.id, label: category[language], heading };
  }));
}

function dateField(key, label) {
  const input = el('input', { type: 'date', id: `day-${key}`, value: route()[key], change: () => go({ [key]: input.value, p: '' }) });
  return el('div', { class: 'field inline' }, el('label', { for: `day-${key}` }, label), input);
}

/** Builds the form anew; called when the language or, from elsewhere, the choice changes. */
export function filterForm(reports, settings, open) {
  const active = activeFilters(route());
  const more = el('details', { class: 'filters', open: open || false },
    el('summary', {}, active ? say('filter.active', active) : say('filter.open')),
    statusBoxes(reports),
    el('fieldset', {}, el('legend', {}, say('filter.time')), el('div', { class: 'days' }, dateField('f', say('filter.from')), dateField('t', say('filter.to')))),
    categoryBoxes(reports),
    el('p', {}, el('a', { class: 'button', href: linkTo({ c: '', s: '', f: '', t: '', q: '', at: '', p: '' }) }, say('filter.clear'))));
  return [textField(settings), more];
}

/** Brings the fields in line with the route without building them anew, so that focus and typing stay. */
export function syncFilterForm(form) {
  const state = route();
  const words = form.querySelector('#words');
  if (words && document.activeElement !== words) words.value = state.q;
  for (const key of ['c', 's']) {
    const chosen = state[key] ? state[key].split(',') : [];
    for (const box of form.querySelectorAll(`.boxes-${key} input`)) box.checked = chosen.includes(box.value);
  }
  for (const key of ['f', 't']) {
    const input = form.querySelector(`#day-${key}`);
    if (input && input.value !== state[key]) input.value = state[key];
  }
  const active = activeFilters(state);
  const summary = form.querySelector('summary');
  if (summary) summary.textContent = active ? say('filter.active', active) : say('filter.open');
}
