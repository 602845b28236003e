// Brings the module, its glue and its wasm, once for all panels of a page.
import { PanelModule } from './panel_module.js';

/** Why the module did not come: a key of the words, and a code for the help desk. */
export class LoadFailure extends Error {
  constructor(kind, code) {
    super(`${kind} ${code ?? ''}`);
    this.kind = kind;
    this.code = code;
  }
}

/** The loads that have come or are under way, by the glue's address. */
const loads = new Map();
let failed = 0;

/**
 * Gives a promise of the module, one for all who ask with the same addresses. It fails with
 * a `LoadFailure`, and is tried anew when somebody asks again.
 */
export function loadModule(glueUrl, wasmUrl) {
  let load = loads.get(glueUrl);
  if (!load) {
    load = bring(glueUrl, wasmUrl);
    loads.set(glueUrl, load);
    load.catch(() => {
      failed += 1;
      loads.delete(glueUrl);
    });
  }
  return load;
}

async function bring(glueUrl, wasmUrl) {
  if (typeof WebAssembly !== 'object') throw new LoadFailure('old');
  const blocked = watchPolicy([glueUrl, wasmUrl]);
  try {
    const wasm = asked(wasmUrl);
    const glue = await bringGlue(glueUrl);
    const fromBytes = await startWasm(glue, wasmUrl, wasm);
    // Frames of wasm from bytes bear no address.
    return new PanelModule(glue, [glueUrl, wasmUrl, ...(fromBytes ? ['wasm://'] : [])]);
  } catch (failure) {
    const directive = blocked.directive();
    throw directive ? new LoadFailure('blocked', directive) : failure;
  } finally {
    blocked.stop();
  }
}

async function bringGlue(url) {
  try {
    // Some browsers keep a failed import for ever, but tell addresses apart by what follows #.
    return await import(failed === 0 ? url : `${url}#${failed}`);
  } catch {
    const { type } = await bytesOf(url);
    const right = /javascript/i.test(type);
    throw new LoadFailure(right ? 'damaged' : 'type', [nameOf(url), ...(right ? [] : [type])].join(' '));
  }
}

/**
 * Starts the wasm, and gives whether that took more than what `fetch` gave. A portal may
 * have put something of its own in the place of `fetch`, which rejects with what it likes or
 * gives what is no answer; then the bytes come by the older way.
 */
async function startWasm(glue, url, wasm) {
  try {
    await glue.default({ module_or_path: await wasm() });
    return false;
  } catch (error) {
    if (isPolicy(error)) throw new LoadFailure('blocked', "script-src 'wasm-unsafe-eval'");
  }
  const { bytes } = await bytesOf(url);
  try {
    await glue.default({ module_or_path: bytes });
    return true;
  } catch (error) {
    if (isPolicy(error)) throw new LoadFailure('blocked', "script-src 'wasm-unsafe-eval'");
    throw new LoadFailure('damaged', nameOf(url));
  }
}

/** Asks for a file now; gives a function that gives or throws what came of it. */
function asked(url) {
  let answer;
  try {
    answer = Promise.resolve(fetch(url));
  } catch (error) {
    answer = Promise.reject(error);
  }
  // Nobody may have asked for what came by the time that it fails.
  answer.catch(() => {});
  return () => answer;
}

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

/** Watches for a security policy that blocks one of the files. */
function watchPolicy(urls) {
  let directive = null;
  const look = (event) => {
    if (urls.some((url) => event.blockedURI === url.split('#')[0])) directive = event.effectiveDirective;
  };
  document.addEventListener('securitypolicyviolation', look);
  return {
    directive: () => directive,
    stop: () => document.removeEventListener('securitypolicyviolation', look),
  };
}

/** Whether a policy forbids wasm. */
const isPolicy = (error) => /content security policy|unsafe-eval/i.test(String(error && error.message));

const nameOf = (url) => url.split('/').pop();
