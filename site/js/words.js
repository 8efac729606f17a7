// The language of the page, dates in it, and texts as they are compared.

import de from './lang/de.js';
import en from './lang/en.js';

const languages = { de, en };
let language = 'de';
let zone = 'Europe/Berlin';

export function setLanguage(code, timeZone) {
  language = languages[code] ? code : 'de';
  zone = timeZone ?? zone;
  document.documentElement.lang = language;
}

export function currentLanguage() {
  return language;
}

/** The phrase of this key with {0}, {1} filled in. */
export function say(key, ...values) {
  const phrase = languages[language][key] ?? key;
  return phrase.replace(/\{(\d)\}/g, (_, i) => values[Number(i)] ?? '');
}

/** say('reports', 1) or say('reports.many', 5), the number with its separators. */
export function count(key, number) {
  const written = number.toLocaleString(language);
  return say(number === 1 ? `${key}.one` : `${key}.many`, written);
}

/** A day as days since 1970. */
export function formatDay(day) {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(day * 86400e3);
}

/** An instant, ISO 8601, on the town's clock. */
export function formatInstant(iso) {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(new Date(iso));
}

/** Lower case, without marks, ä as ae: as core/text.hpp folds. */
export function fold(text) {
  return text.normalize('NFC').toLowerCase()
    .replace(/ä/g, 'ae').replace(/ö/g, 'oe').replace(/ü/g, 'ue').replace(/ß/g, 'ss')
    .normalize('NFD').replace(/\p{M}/gu, '');
}
