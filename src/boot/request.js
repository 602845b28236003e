// A panel's request to the gateway. The page around the panel may have put something of its
// own in the place of `fetch`, so nothing that it gives is trusted.

export class Request {
  #abort = new AbortController();

  /**
   * Sends what the module asks for: `url`, the `options` for `fetch`, and the `limit` of the
   * body in bytes. `done` is called once, with the HTTP status, the body, nothing in the
   * place of one over the limit, the wait that the server asks for, if it does, and the
   * answer's `Age` and `Date`, if it has them, all in ms; with 0 when there is no response;
   * and not at all once it has been ended.
   */
  constructor({ url, options, limit }, done) {
    const reply = answer(url, { ...options, signal: this.#abort.signal }, limit);
    reply
      .catch(() => [0])
      .then((came) => {
        if (!this.#abort.signal.aborted) done(...came);
      });
  }

  end() {
    this.#abort.abort();
  }
}

/** Portals wrap `fetch` in functions that know an address as a text alone, and options whose
 *  headers are a plain object: that is what it is called with. */
async function answer(url, options, limit) {
  const response = await window.fetch(url, options);
  const date = dateOf(response, 'Date');
  const wait = secondsOf(response, 'Retry-After') ?? dateOf(response, 'Retry-After') - (date ?? Date.now());
  return [
    response.status,
    await bodyOf(response, limit),
    wait > 0 ? wait : undefined,
    secondsOf(response, 'Age'),
    date,
  ];
}

/** The whole body as text; nothing when it is over the limit. Of a stream no more is read
 *  then; what is no response of the browser's own, but looks like one, gives its text. */
async function bodyOf(response, limit) {
  if (!(response.body instanceof ReadableStream)) {
    const text = await response.text();
    return text.length > limit ? undefined : text;
  }
  const reader = response.body.getReader();
  const chunks = [];
  for (let length = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return textOf(chunks);
    length += value.length;
    if (length > limit) {
      // Nobody waits for the cancellation, so its failure is nobody's.
      reader.cancel().catch(() => {});
      return undefined;
    }
    chunks.push(value);
  }
}

/** UTF-8, or else GBK, which some gateways answer in whatever they declare. */
function textOf(chunks) {
  const read = (decoder) =>
    chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('') + decoder.decode();
  try {
    return read(new TextDecoder('utf-8', { fatal: true }));
  } catch {
    return read(new TextDecoder('gb18030'));
  }
}

/** A header of whole seconds, in ms; nothing where it is none. */
function secondsOf(response, name) {
  const value = headerOf(response, name);
  return /^\d+$/.test(value) ? value * 1000 : undefined;
}

/** A header that is a moment, in ms since 1970; nothing where it is none. */
function dateOf(response, name) {
  // Libraries have put functions of their own in the place of this one.
  const moment = Number(Date.parse(headerOf(response, name)));
  return moment > 0 ? moment : undefined;
}

/** A text without meaning where a response that is not the browser's own has no headers. */
function headerOf(response, name) {
  try {
    return String(response.headers.get(name));
  } catch {
    return '';
  }
}
