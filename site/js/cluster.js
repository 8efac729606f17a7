// Puts reports that would lie on each other together, for what the map shows and nothing else: each time anew, in one pass
// over all rows. An index over all zoom levels (supercluster) takes 90 ms for 50,000 points on a desktop and has to be
// built again with every change of a filter; this takes about one and needs no index.

const cellSize = 76; // pixels
const nearest = 46; // centres of clusters nearer than this would overlap

export const tones = ['new', 'work', 'done'];
const toneOf = { received: 0, open: 0, in_progress: 1, forwarded: 1, solved: 2, closed_unsolved: 2, rejected: 2, duplicate: 2 };

/** The share of the ring that a status belongs to: 0 waits, 1 is being worked on, 2 is done. */
export function toneIndex(status) {
  return toneOf[status];
}

function newCluster() {
  return { count: 0, x: 0, y: 0, row: -1, tones: [0, 0, 0], west: 2, north: 2, east: -1, south: -1 };
}

function add(cluster, reports, row, tone) {
  const x = reports.x[row];
  const y = reports.y[row];
  cluster.count += 1;
  cluster.x += x;
  cluster.y += y;
  cluster.row = row;
  cluster.tones[tone] += 1;
  if (x < cluster.west) cluster.west = x;
  if (x > cluster.east) cluster.east = x;
  if (y < cluster.north) cluster.north = y;
  if (y > cluster.south) cluster.south = y;
}

function merge(into, other) {
  into.count += other.count;
  into.x += other.x;
  into.y += other.y;
  other.tones.forEach((count, i) => { into.tones[i] += count; });
  into.west = Math.min(into.west, other.west);
  into.north = Math.min(into.north, other.north);
  into.east = Math.max(into.east, other.east);
  into.south = Math.max(into.south, other.south);
}

/**
 * The clusters in a window of the Web Mercator square (west, north, east, south; 0 to 1) at a zoom level. Their x and y are
 * the mean of their reports; cells are fixed to the world, so that clusters stay where they are while the map is moved.
 */
export function clusters(reports, rows, window, zoom) {
  const world = 256 * 2 ** zoom;
  const scale = world / cellSize;
  const left = Math.floor(window.west * scale);
  const top = Math.floor(window.north * scale);
  const columns = Math.floor(window.east * scale) - left + 1;
  const lines = Math.floor(window.south * scale) - top + 1;
  const tone = reports.statuses.map(toneIndex);
  const cells = new Array(columns * lines);
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i];
    const column = Math.floor(reports.x[row] * scale) - left;
    const line = Math.floor(reports.y[row] * scale) - top;
    if (column < 0 || line < 0 || column >= columns || line >= lines) continue;
    const cell = line * columns + column;
    add(cells[cell] ??= newCluster(), reports, row, tone[reports.status[row]]);
  }
  return apart(cells, columns, nearest / world);
}

/** Joins neighbours whose centres are too near, the larger takes the smaller. */
function apart(cells, columns, distance) {
  const order = [...cells.keys()].filter((cell) => cells[cell]).sort((a, b) => cells[b].count - cells[a].count);
  for (const cell of order) {
    const cluster = cells[cell];
    if (!cluster) continue;
    for (const step of [-columns - 1, -columns, -columns + 1, -1, 1, columns - 1, columns, columns + 1]) {
      const other = cells[cell + step];
      if (!other || Math.abs(step) === 1 && Math.floor((cell + step) / columns) !== Math.floor(cell / columns)) continue;
      const near = Math.hypot(cluster.x / cluster.count - other.x / other.count, cluster.y / cluster.count - other.y / other.count);
      if (near > distance) continue;
      merge(cluster, other);
      cells[cell + step] = undefined;
    }
  }
  const found = [];
  for (const cluster of cells) {
    if (!cluster) continue;
    cluster.x /= cluster.count;
    cluster.y /= cluster.count;
    found.push(cluster);
  }
  return found;
}
