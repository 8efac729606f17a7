// Reads the files of data/ (docs/site.md) and keeps the reports as columns: one typed array a field, one entry a report.

import { currentLanguage } from './words.js';

export async function fetchJson(name) {
  const answer = await fetch(`data/${name}`);
  if (!answer.ok) throw new Error(`data/${name}: ${answer.status}`);
  return answer.json();
}

/** Running sums of differences. */
function summed(differences) {
  const numbers = new Int32Array(differences.length);
  let sum = 0;
  for (let i = 0; i < numbers.length; i += 1) numbers[i] = sum += differences[i];
  return numbers;
}

export class Reports {
  constructor(file) {
    this.count = file.id.length;
    this.categories = file.categories;
    this.statuses = file.statuses;
    this.streets = file.streets;
    this.areas = file.areas;
    this.id = summed(file.id);
    this.received = summed(file.received);
    this.changed = this.received.map((day, i) => day + file.changed[i]);
    this.category = Uint16Array.from(file.category);
    this.status = Uint8Array.from(file.status);
    this.street = Uint32Array.from(file.street);
    this.area = Uint16Array.from(file.area);
    this.photos = Uint8Array.from(file.photos);
    this.#project(file);
  }

  /** Degrees, and the place in the square of the Web Mercator world, 0 to 1 from its north-west corner. */
  #project({ lon, lat, origin }) {
    this.lon = Float64Array.from(lon, (x) => (x + origin[0]) / 1e5);
    this.lat = Float64Array.from(lat, (y) => (y + origin[1]) / 1e5);
    this.x = this.lon.map((degrees) => degrees / 360 + 0.5);
    this.y = this.lat.map((degrees) => {
      const sine = Math.sin((degrees * Math.PI) / 180);
      return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
    });
  }

  /** The row of a report's number, or -1. Numbers rise. */
  row(id) {
    let low = 0;
    let high = this.count - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (this.id[middle] === id) return middle;
      if (this.id[middle] < id) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  statusOf(row) {
    return this.statuses[this.status[row]];
  }

  categoryName(index) {
    return this.categories[index][currentLanguage()];
  }

  title(row) {
    const street = this.streets[this.street[row]];
    const name = this.categoryName(this.category[row]);
    return street ? `${name}, ${street}` : name;
  }
}

const reportsPerBlock = 128;
const blocks = new Map();

/** What only a report's own page shows; null where there is nothing. */
export async function detailsOf(id) {
  const block = Math.floor(id / reportsPerBlock);
  if (!blocks.has(block)) {
    const wanted = fetchJson(`details/${block}.json`);
    wanted.catch(() => blocks.delete(block)); // the next click tries again
    blocks.set(block, wanted);
  }
  return (await blocks.get(block))[id] ?? null;
}
