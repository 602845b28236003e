// Loads the module, mounts the panel, and stands around it: when the module cannot load
// or dies, this script says so in its place. It uses nothing of the module for that.
(() => {
  'use strict';
  const root = document.getElementById('panel');
  /** How long the module may take before the page says that it is slow, in ms. */
  const SLOW_MS = 15000;
  /** The largest `config.json` that is read, in characters. */
  const CONFIG_MAX = 65536;
  let dead = false;

  /** Puts a message in the place of the panel, with a code for the help desk. */
  function say(kind, code) {
    // The panel, once mounted, has said which language it speaks.
    const chinese = /^zh\b/i.test(root.lang || navigator.language);
    const words = root.bootWords[chinese ? 'zh' : 'en'];
    const [title, text] = words[kind];
    const part = (name, content) => {
      const element = document.createElement(name);
      element.textContent = content;
      return element;
    };
    const message = part('section', '');
    message.className = 'boot-message';
    message.setAttribute('role', 'alert');
    message.dataset.boot = kind;
    const button = part('button', words.reload);
    button.type = 'button';
    button.addEventListener('click', () => location.reload());
    message.append(part('h1', title), part('p', text), button);
    if (code) {
      const small = part('p', code);
      small.className = 'code';
      message.append(small);
    }
    root.removeAttribute('aria-busy');
    root.lang = chinese ? 'zh-CN' : 'en';
    root.replaceChildren(message);
    document.title = title;
  }

  /** The module can no longer be trusted: nothing that it drew stays on the screen. */
  function crash(place) {
    if (dead) return;
    dead = true;
    say('crashed', place);
  }

  /** Why the file at `url` did not do, as a kind of message and a code. */
  async function reasonFor(url, wanted, error) {
    const policy = /content security policy|unsafe-eval/i;
    if (policy.test(String(error && error.message))) return ['blocked', 'wasm-unsafe-eval'];
    const name = url.split('/').pop();
    let response;
    try {
      response = await fetch(url, { cache: 'no-store' });
    } catch {
      return ['network', name];
    }
    const type = response.headers.get('Content-Type') || '?';
    if (!response.ok) return ['missing', `${name} HTTP ${response.status}`];
    // A server that answers everything with its page does not have the file.
    if (/html/i.test(type)) return ['missing', `${name} ${type}`];
    if (!wanted.test(type)) return ['type', `${name} ${type}`];
    return ['damaged', name];
  }

  /** The text of config.json; nothing when there is none; '' when it cannot be read. */
  async function readConfig() {
    try {
      const response = await fetch('config.json', { cache: 'no-cache' });
      if (response.status === 404) return undefined;
      const text = response.ok ? await response.text() : '';
      return text.length > CONFIG_MAX ? '' : text;
    } catch {
      return '';
    }
  }

  async function start() {
    if (location.protocol === 'file:') return say('file');
    if (typeof WebAssembly !== 'object') return say('old');
    const glueUrl = document.getElementById('panel-glue').href;
    const wasmUrl = document.getElementById('panel-wasm').href;
    const slow = setTimeout(() => say('slow'), SLOW_MS);
    const config = readConfig();
    let glue;
    try {
      glue = await import(glueUrl);
    } catch (error) {
      clearTimeout(slow);
      return say(...await reasonFor(glueUrl, /javascript/i, error));
    }
    try {
      await glue.default({ module_or_path: wasmUrl });
    } catch (error) {
      clearTimeout(slow);
      return say(...await reasonFor(wasmUrl, /wasm/i, error));
    }
    const text = await config;
    clearTimeout(slow);
    glue.onCrash(crash);
    // A trap that is no panic, such as an exhausted memory, passes the hook by.
    const trapped = (error) => {
      if (error instanceof WebAssembly.RuntimeError) crash(error.message);
    };
    addEventListener('error', (event) => trapped(event.error));
    addEventListener('unhandledrejection', (event) => trapped(event.reason));
    try {
      const panel = glue.mount(root, text, true, (name) => {
        // This page polls for itself.
        if (name === 'lead') queueMicrotask(() => panel.leadNews('unavailable'));
      });
    } catch (error) {
      crash(error instanceof WebAssembly.RuntimeError ? error.message : 'mount');
    }
  }

  start();
})();
