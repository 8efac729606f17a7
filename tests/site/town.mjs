// Workspaces made for a test with the program itself, in a folder that is removed at the end.
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const samples = fileURLToPath(new URL('../../samples', import.meta.url));
const ombud = process.env.OMBUD ?? fileURLToPath(new URL('../../build/release/cli/ombud', import.meta.url));

/** The configuration of the samples without their sources; the town's own are in reports.ndjson. */
function configuration() {
  const whole = readFileSync(join(samples, 'ombud.toml'), 'utf8');
  return `${whole.slice(0, whole.indexOf('[[source]]'))}\n[[source]]\nname = "form"\nchannel = "web"\npath = "reports.ndjson"\n`;
}

export class Town {
  /** \param reports  as an import wants them
   *  \param change  what is made of the configuration
   *  \param furnish  puts files into the folder before the configuration is read */
  constructor(reports, change = (text) => text, furnish = () => {}) {
    this.root = mkdtempSync(join(tmpdir(), 'ombud-site-'));
    writeFileSync(join(this.root, 'ombud.toml'), change(configuration()));
    writeFileSync(join(this.root, 'reports.ndjson'), reports.map((report) => `${JSON.stringify(report)}\n`).join(''));
    furnish(this.root);
    this.ombud('-q', 'init', this.root);
    this.site = join(this.root, 'public/site');
  }

  ombud(...words) {
    const environment = { ...process.env, OMBUD_NOW: '2026-11-24T12:00:00Z' };
    return execFileSync(ombud, ['-C', this.root, ...words], { env: environment, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  }

  /** A night; that something waits for a person is no failure. */
  night() {
    try {
      this.ombud('-q', 'nightly');
    } catch (error) {
      if (error.status !== 3) throw error;
    }
  }

  places(addresses = join(samples, 'addresses.csv'), areas = join(samples, 'districts.geojson')) {
    this.ombud('import', 'addresses', addresses);
    this.ombud('import', 'areas', areas);
  }

  sql(statement) {
    return execFileSync('sqlite3', [join(this.root, 'register.sqlite'), statement], { encoding: 'utf8' });
  }

  /** A photo as if it had been received and made anonymous. */
  publishPhoto(report, name) {
    mkdirSync(join(this.root, 'photos/public'), { recursive: true });
    cpSync(join(samples, 'photos/lamp.jpg'), join(this.root, 'photos/public', name));
    this.sql(`INSERT INTO photo (report, sha256, filename, state, inspected, public_file) VALUES (${report}, '${name}', 'x', 'public', 1, '${name}')`);
  }

  /** \param rows  objects whose members are the columns of the list */
  participations(rows) {
    const file = join(this.root, 'participations.csv');
    const quoted = (text) => `"${String(text).replaceAll('"', '""')}"`;
    writeFileSync(file, [Object.keys(rows[0]), ...rows.map(Object.values)].map((row) => `${row.map(quoted).join(',')}\n`).join(''));
    this.ombud('-q', 'import', 'participations', file);
  }

  configure(text) {
    appendFileSync(join(this.root, 'ombud.toml'), text);
  }

  remove() {
    rmSync(this.root, { recursive: true, force: true });
  }
}

const kinds = ['roads/pothole', 'lighting/lamp', 'rubbish/dumped', 'green/tree', 'playgrounds/equipment'];

/** Reports at houses of the sample town: 60 unless said, of five categories, one a day, every third solved, the last at noon of
 *  22 November. The first five are at one spot. */
export function plainReports(count = 60) {
  const houses = readFileSync(join(samples, 'addresses.csv'), 'utf8').trim().split('\n').slice(1).map((line) => line.split(';'));
  return Array.from({ length: count }, (_, i) => {
    const [street, number, , , lon, lat] = houses[i < 5 ? 20 : (i * 37) % houses.length];
    const at = new Date(Date.parse('2026-11-22T11:00:00Z') - (count - 1 - i) * 86400e3);
    const report = {
      external_id: `F-${i + 1}`, received_at: at.toISOString(), category: kinds[i % kinds.length], title: 'Meldung',
      text: 'Bitte ansehen.', street, house_number: number, lon: Number(lon), lat: Number(lat),
    };
    return i % 3 ? report : { ...report, status: 'solved', closed_at: '2026-11-23T09:00:00Z' };
  });
}

/** The town of most tests, its site written. */
export function plainTown() {
  const town = new Town(plainReports());
  town.places();
  town.night();
  town.publishPhoto(2, 'lampe.jpg');
  town.participations([
    { id: 1, titel: 'Bebauungsplan „Am Anger“', bis: '', link: 'https://lindenbrueck.example/plan', wkt: 'POLYGON ((7.83 51.67, 7.84 51.67, 7.84 51.68, 7.83 51.67))' },
    { id: 2, titel: 'Vorbei am 24. November', bis: '2026-11-24', link: '', wkt: '' },
  ]);
  town.configure('\n[site]\nimprint = "/impressum"\nprivacy = "https://lindenbrueck.example/datenschutz"\nreport_form = "https://lindenbrueck.example/melden"\n');
  town.ombud('-q', 'site');
  return town;
}
