// Before the module: brings a script, or says why there is none.

/** Why a file did not come: a key of the words, and a code for the help desk. */
export class LoadFailure extends Error {
  constructor(kind, code) {
    super(`${kind} ${code ?? ''}`);
    this.kind = kind;
    this.code = code;
  }
}

let failed = 0;

/** The address that the names of files are relative to. */
let home = document.baseURI;

/** Has the files looked for beside the script of that address. */
export function filesBeside(script) {
  home = script;
}

/** Brings a script; its bytes must be those that its integrity names. */
export async function bringScript({ href: name, integrity }) {
  const { href } = new URL(name, home);
  // Some browsers keep a failed import for ever, but tell addresses apart by what follows #.
  const address = failed === 0 ? href : `${href}#${failed}`;
  const hold = integrity && (await heldTo(integrity, href, address));
  try {
    return await import(address);
  } catch {
    failed += 1;
    throw await whyRefused(href, /javascript/i);
  } finally {
    hold?.remove();
  }
}

/** An import cannot name an integrity, but waits for a preload that does, which this gives. One that
 *  has failed earlier is no help: the import would ask again, without. WebKit does not wait, nor ever
 *  looks at a preload's integrity: there the bytes are looked at before. */
async function heldTo(integrity, href, address) {
  if (/Apple/.test(navigator.vendor)) return checked(href, integrity);
  const link = document.createElement('link');
  Object.assign(link, { rel: 'modulepreload', integrity, href: address });
  document.documentElement.append(link);
  return link;
}

/** Fails where a file's bytes are not those of its integrity. `fetch` is the portal's to replace: of
 *  what it refuses, the bytes are looked at here. */
async function checked(url, integrity) {
  try {
    await (await fetch(url, { integrity })).arrayBuffer();
  } catch {
    await genuineBytesOf(url, integrity);
  }
}

/** The bytes of a file, without `fetch`. Fails where they are not those of its integrity, or where
 *  the browser computes none, which is everywhere but under https and on the machine itself. */
export async function genuineBytesOf(url, integrity) {
  const { bytes } = await bytesOf(url);
  const hash = new Uint8Array(await crypto.subtle?.digest('SHA-256', bytes));
  if (integrity && integrity !== `sha256-${btoa(String.fromCharCode(...hash))}`) throw damaged(url);
  return bytes;
}

/** Why the browser refuses a file that should have a type which `right` fits. */
export async function whyRefused(href, right) {
  const { type } = await bytesOf(href);
  return right.test(type) ? damaged(href) : new LoadFailure('type', `${nameOf(href)} ${type}`);
}

function damaged(url) {
  renew(url);
  return new LoadFailure('damaged', nameOf(url));
}

/** What was refused, and may be kept by caches for ever. */
const refused = new Set();

/** Has the browser bring a file anew that was refused, past its caches. */
export async function renew(url) {
  refused.add(url);
  try {
    await fetch(url, { cache: 'reload' });
  } catch {
    // What asks for it next says why it does not come.
  }
}

/** Has it bring anew all that was refused. */
export const renewAll = () => Promise.all([...refused].map(renew));

/** The bytes of a file and its type, without `fetch`; else why there are none. */
function bytesOf(url) {
  return new Promise((resolve, reject) => {
    const fail = (kind, ...more) => reject(new LoadFailure(kind, [nameOf(url), ...more].join(' ')));
    try {
      const request = new XMLHttpRequest();
      request.open('GET', url);
      request.responseType = 'arraybuffer';
      request.addEventListener('load', () => {
        const type = request.getResponseHeader('Content-Type') || '?';
        if (request.status < 200 || request.status > 299) return fail('missing', 'HTTP', request.status);
        // A server that answers everything with its page does not have the file.
        if (/html/i.test(type)) return fail('missing', type);
        return resolve({ bytes: request.response, type });
      });
      request.addEventListener('error', () => fail('network'));
      request.addEventListener('abort', () => fail('network'));
      request.send();
    } catch {
      // This one may have been replaced too.
      fail('network');
    }
  });
}

/** The name of the file at that address. */
export const nameOf = (url) => url.split('/').pop();
