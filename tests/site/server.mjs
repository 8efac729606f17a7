// A small web server for a folder of files, on a loopback port that the system chooses. It counts what it sends.
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { createGzip } from 'node:zlib';

const types = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json',
  '.xml': 'application/atom+xml', '.jpg': 'image/jpeg', '.png': 'image/png',
};

/** \param compress  as a web server does: text files with gzip
 *  \param headers  sent with every file */
export async function serve(folder, { compress = false, headers = {} } = {}) {
  const server = createServer((request, response) => {
    const name = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
    let file = join(folder, name);
    try {
      if (statSync(file).isDirectory()) file = join(file, 'index.html');
      statSync(file);
    } catch {
      response.writeHead(404).end();
      return;
    }
    const type = types[extname(file)] ?? 'application/octet-stream';
    const zip = compress && !type.startsWith('image/');
    response.writeHead(200, { 'content-type': type, ...headers, ...(zip ? { 'content-encoding': 'gzip' } : {}) });
    const content = createReadStream(file);
    (zip ? content.pipe(createGzip({ level: 6 })) : content).pipe(response);
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }) };
}
