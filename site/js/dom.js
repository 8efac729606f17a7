// Elements made by script: texts become text nodes and nothing else.

const svgNamespace = 'http://www.w3.org/2000/svg';

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** el('a', {href: '#/', click: listener}, 'text', otherElement) */
export function el(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

export function svg(name, attributes, ...children) {
  return fill(document.createElementNS(svgNamespace, name), attributes, children);
}

/** A link that may be followed: http, https, mailto or a path; nothing else, whoever wrote it. */
export function safeLink(link) {
  if (!link) return null;
  try {
    const url = new URL(link, document.baseURI);
    return ['http:', 'https:', 'mailto:'].includes(url.protocol) ? link : null;
  } catch {
    return null;
  }
}

/** Paragraphs of a text with line breaks. */
export function paragraphs(text) {
  return text.split(/\n+/).filter((line) => line.trim()).map((line) => el('p', {}, line));
}
