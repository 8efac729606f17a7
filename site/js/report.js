// The page of one report.

import { detailsOf } from './data.js';
import { el, paragraphs } from './dom.js';
import { statusBadge, statusSign } from './marker.js';
import { linkTo } from './route.js';
import { formatDay, formatInstant, say } from './words.js';

function fact(name, value) {
  return value ? el('div', {}, el('dt', {}, name), el('dd', {}, value)) : null;
}

function placeOf(reports, row, details) {
  const names = [reports.streets[reports.street[row]], reports.areas[reports.area[row]]].filter((name) => name).join(', ');
  const accuracy = details?.accuracy > 50 ? say('report.accuracy', Math.round(details.accuracy)) : '';
  return [names, accuracy].filter((part) => part).join(', ');
}

function photosOf(reports, row, details, reference) {
  if (!details.photos.length) return null;
  const photos = details.photos.map((name, i) => {
    const file = `photos/${encodeURIComponent(name)}`;
    const alt = say('report.photo', i + 1, details.photos.length, reference);
    return el('a', { href: file, class: 'photo' }, el('img', { src: file, alt, loading: 'lazy', decoding: 'async' }));
  });
  return el('section', {}, el('h3', {}, say('report.photos')), el('div', { class: 'photos' }, photos),
    el('p', { class: 'meta' }, say('report.anonymised')));
}

/** Where the register has no steps to show, what the report itself says: when it came and when it was closed. */
function stepsOf(details, status) {
  if (details.history.length) return details.history;
  const steps = [{ at: details.received, status: 'received' }];
  if (details.closed) steps.push({ at: details.closed, status });
  return steps;
}

function historyOf(details, status) {
  return el('section', {}, el('h3', {}, say('report.history')), el('ol', { class: 'history' }, stepsOf(details, status).map((step) => el('li', {},
    statusSign(step.status), el('span', {}, say(`status.${step.status}`)), el('time', { datetime: step.at, class: 'meta' }, formatInstant(step.at))))));
}

function answersOf(details) {
  if (!details.answers.length) return null;
  return el('section', {}, el('h3', {}, say('report.answers')), details.answers.map((answer) => el('div', { class: 'answer' },
    el('time', { datetime: answer.at, class: 'meta' }, formatInstant(answer.at)), paragraphs(answer.text))));
}

function copyButton(reference) {
  const button = el('button', { type: 'button', class: 'button', click: async () => {
    const address = new URL(`#/report/${encodeURIComponent(reference)}`, document.baseURI).href;
    await navigator.clipboard?.writeText(address).catch(() => {});
    button.textContent = say('report.copied');
  } }, say('report.copy'));
  return button;
}

function detailParts(reports, row, details, reference) {
  return [
    details.text ? el('section', {}, el('h3', {}, say('report.text')), el('div', { class: 'citizen' }, paragraphs(details.text))) : null,
    photosOf(reports, row, details, reference), answersOf(details), historyOf(details, reports.statusOf(row)),
  ].filter((part) => part);
}

function backLink() {
  return el('p', { class: 'back' }, el('a', { href: linkTo({ view: 'map', reference: null }) }, `← ${say('report.back')}`));
}

/** Shows the report in this row, first what is known at once, then what is fetched. */
export async function showReport(article, reports, row, reference) {
  article.dataset.reference = reference;
  if (row < 0) {
    article.replaceChildren(backLink(), el('h2', { tabindex: '-1' }, reference), el('p', {}, say('report.missing', reference)));
    return;
  }
  const status = reports.statusOf(row);
  const facts = el('dl', { class: 'facts' });
  const more = el('div', { class: 'more' }, el('p', { class: 'meta' }, say('report.loading')));
  const showFacts = (details) => facts.replaceChildren(...[
    fact(say('report.place'), placeOf(reports, row, details)),
    fact(say('report.received'), formatDay(reports.received[row])),
    fact(say('report.closed'), details?.closed && formatInstant(details.closed)),
    fact(say('report.department'), details?.department),
    fact(say('report.reference'), reference),
  ].filter((part) => part));
  showFacts(null);
  article.replaceChildren(backLink(),
    el('h2', { tabindex: '-1' }, reports.title(row)), statusBadge(status, say(`status.${status}`)), facts, more,
    el('p', { class: 'actions' }, copyButton(reference)));
  try {
    const details = await detailsOf(reports.id[row]);
    if (article.dataset.reference !== reference) return; // another one was opened meanwhile
    showFacts(details);
    more.replaceChildren(...(details ? detailParts(reports, row, details, reference) : []));
  } catch {
    more.replaceChildren(el('p', { role: 'alert' }, say('report.failed')));
  }
}

