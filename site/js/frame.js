// What stands around map and list: links of the header and the footer, the way past the map, the language.

import { el, safeLink } from './dom.js';
import { go } from './route.js';
import { currentLanguage, say } from './words.js';

function link(href, text, className) {
  return safeLink(href) ? el('a', { href, class: className ?? null }, text) : null;
}

function otherLanguage(settings) {
  const other = settings.languages.find((language) => language !== currentLanguage());
  if (!other) return null;
  return el('button', { type: 'button', class: 'plain', lang: other, click: () => go({ l: other }) }, say('nav.other'));
}

export function siteTitle(settings) {
  return settings.titled ? settings.title : say('site.title', settings.municipality);
}

export function showFrame(settings) {
  const title = siteTitle(settings);
  document.querySelector('.site-title').textContent = title;
  const nav = document.querySelector('#site-nav');
  nav.setAttribute('aria-label', say('nav.label'));
  nav.replaceChildren(...[
    link(settings.links.report_form, say('nav.report'), 'call'),
    link(settings.links.statistics, say('nav.statistics')),
    link('feed.xml', say('nav.feed')),
    otherLanguage(settings),
  ].filter((part) => part));
  document.querySelector('#site-footer').replaceChildren(el('nav', { 'aria-label': say('footer.label') }, ...[
    link(settings.links.imprint, say('footer.imprint')),
    link(settings.links.privacy, say('footer.privacy')),
    link(settings.links.accessibility, say('footer.accessibility')),
    link('text/index.html', say('footer.text')),
  ].filter((part) => part)));
  document.querySelector('.skip')?.remove();
  document.body.prepend(el('a', { class: 'skip', href: '#results-title', click: (event) => {
    event.preventDefault();
    (document.querySelector('#report:not([hidden]) h2') ?? document.querySelector('#results-title'))?.focus();
  } }, say('skip')));
}
