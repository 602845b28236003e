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
  const link = document.createElement('link');
  link.rel = 'modulepreload';
  if (integrity) link.integrity = integrity;
  // Some browsers keep a failed import for ever, but tell addresses apart by what follows #.
  link.href = failed === 0 ? href : `${href}#${failed}`;
  // An import cannot name an integrity, but waits for a preload that does. One that has
  // failed earlier is no help: the import would ask again, without.
  document.documentElement.append(link);
  try {
    return await import(link.href);
  } catch {
    failed += 1;
    throw await whyRefused(href, /javascript/i);
  } finally {
    link.remove();
  }
}

/** Why the browser refuses a file that should have a type which `right` fits. */
export async function whyRefused(href, right) {
  const { type } = await bytesOf(href);
  const isRight = right.test(type);
  return new LoadFailure(isRight ? 'damaged' : 'type', [nameOf(href), ...(isRight ? [] : [type])].join(' '));
}

/** The bytes of a file and its type, without `fetch`; else why there are none. */
export function bytesOf(url) {
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
