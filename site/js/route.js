// The address of what is shown: #/, #/list or #/report/OMB-123, with the choice behind a question mark. It is all the state
// there is, so that any view can be bookmarked, sent and gone back to.

const keys = ['c', 's', 'f', 't', 'q', 'o', 'p', 'v', 'at', 'l'];

/** c: categories, s: statuses, f and t: days, q: words, o: order, p: page, v: only in view, at: a spot, l: language. */
export function readRoute(hash = location.hash) {
  const [path, query = ''] = hash.replace(/^#\/?/, '').split('?');
  const parameters = new URLSearchParams(query);
  const route = { view: 'map', reference: null };
  const [first, second] = path.split('/');
  if (first === 'list') route.view = 'list';
  if (first === 'report' && second) {
    route.view = 'report';
    try {
      route.reference = decodeURIComponent(second);
    } catch {
      route.reference = second;
    }
  }
  for (const key of keys) route[key] = parameters.get(key) ?? '';
  return route;
}

export function writeRoute(route) {
  const parameters = new URLSearchParams();
  for (const key of keys) {
    if (route[key]) parameters.set(key, route[key]);
  }
  const path = route.view === 'report' ? `report/${encodeURIComponent(route.reference)}` : route.view === 'list' ? 'list' : '';
  const query = parameters.toString();
  return `#/${path}${query ? `?${query}` : ''}`;
}

let current = readRoute();
const listeners = [];

export function route() {
  return current;
}

/** Goes to the view with these changes. `replace`: without a step for the back button, as while somebody types. */
export function go(changes, { replace = false } = {}) {
  const hash = writeRoute({ ...current, ...changes });
  if (hash === location.hash) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', hash);
  changed();
}

/** The address of the view with these changes, for a link. */
export function linkTo(changes) {
  return writeRoute({ ...current, ...changes });
}

export function onRoute(listener) {
  listeners.push(listener);
}

function changed() {
  const before = current;
  current = readRoute();
  for (const listener of listeners) listener(current, before);
}

window.addEventListener('popstate', changed);
window.addEventListener('hashchange', () => {
  if (writeRoute(current) !== writeRoute(readRoute())) changed();
});
