// What libraries have done to what every page has, each as the text of a classic script.

export const LIBRARIES = {
  'Promise is a subclass of the browser’s': `{
    const Native = Promise;
    window.Promise = class Promise extends Native {
      then(yes, no) { return super.then((value) => { window.thens = (window.thens || 0) + 1; return yes ? yes(value) : value; }, no); }
    };
  }`,
  'Promise is a polyfill': `{
    const settle = (promise, state, value) => {
      if (promise.state) return;
      promise.state = state; promise.value = value;
      promise.waiting.forEach((wake) => setTimeout(wake));
    };
    class Polyfill {
      constructor(work) {
        this.waiting = [];
        const fulfil = (value) => {
          if (value && typeof value.then === 'function') value.then(fulfil, (error) => settle(this, 'no', error));
          else settle(this, 'yes', value);
        };
        try { work(fulfil, (error) => settle(this, 'no', error)); } catch (error) { settle(this, 'no', error); }
      }
      then(yes, no) {
        return new Polyfill((fulfil, reject) => {
          const wake = () => {
            const take = this.state === 'yes' ? yes : no;
            if (typeof take !== 'function') return this.state === 'yes' ? fulfil(this.value) : reject(this.value);
            try { fulfil(take(this.value)); } catch (error) { reject(error); }
          };
          if (this.state) setTimeout(wake); else this.waiting.push(wake);
        });
      }
      catch(no) { return this.then(undefined, no); }
      static resolve(value) { return value instanceof Polyfill ? value : new Polyfill((fulfil) => fulfil(value)); }
      static reject(error) { return new Polyfill((_, reject) => reject(error)); }
      static all(list) { return Polyfill.resolve([]); }
    }
    window.Promise = Polyfill;
    window.queueMicrotask = (work) => setTimeout(work);
  }`,
  'all prototypes have enumerable additions': `
    for (const prototype of [Object.prototype, Array.prototype, String.prototype, Function.prototype, Number.prototype, Promise.prototype, EventTarget.prototype]) {
      for (const name of ['extend', 'each', 'clone', 'merge', 'locale', 'theme', 'layout', 'key', 'detail', 'kind', 'toText']) {
        if (!(name in prototype)) prototype[name] = function () { return 'by a library'; };
      }
    }`,
  'Prototype.js and MooTools': `
    Array.prototype.toJSON = function () { return '[' + this.join(', ') + ']'; };
    String.prototype.toJSON = Number.prototype.toJSON = Date.prototype.toJSON = function () { return '"' + this + '"'; };
    Array.from = function (item) { return item == null ? [] : item.length === undefined ? [item] : [].slice.call(item); };
    Object.keys = ((keys) => (object) => keys(object).filter((key) => key !== 'extend'))(Object.keys);
    Function.prototype.bind = function (self, ...given) { const method = this; return function (...more) { return method.apply(self, given.concat(more)); }; };
    Element.prototype.remove = function () { if (this.parentNode) this.parentNode.removeChild(this); return this; };
    Element.prototype.hide = Element.prototype.show = Element.prototype.update = function () { return this; };
    window.$ = (id) => document.getElementById(id);`,
  'JSON is wrapped': `{
    const { stringify, parse } = JSON;
    JSON.stringify = (value, replacer, space) => stringify(value, replacer, space || 2);
    JSON.parse = (text) => parse(text, (key, value) => (typeof value === 'string' && /^\\d+$/.test(value) ? BigInt(value) : value));
  }`,
  'all that is built in is frozen': `
    for (const name of ['Object', 'Array', 'Function', 'Promise', 'String', 'Number', 'Error', 'RegExp', 'Map', 'Set', 'WeakMap', 'Symbol', 'Date', 'JSON', 'Math', 'Reflect']) {
      Object.freeze(window[name]);
      if (window[name].prototype) Object.freeze(window[name].prototype);
    }
    for (const name of ['Uint8Array', 'DataView', 'ArrayBuffer', 'HTMLElement', 'Element', 'Node', 'EventTarget', 'CustomEvent', 'AbortController']) Object.freeze(window[name].prototype);`,
  'timers and listeners are wrapped': `{
    const { setTimeout: own, clearTimeout: clear } = window;
    const timers = new Map();
    // Objects in the place of numbers, and each call inside a try.
    window.setTimeout = (work, ...more) => { const timer = {}; timers.set(timer, own(function () { try { return work.apply(this, arguments); } catch (error) { window.swallowed = String(error); } }, ...more)); timer.valueOf = () => timers.get(timer); return timer; };
    window.clearTimeout = (timer) => clear(timers.get(timer) || timer);
    const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
    const wrapped = new WeakMap();
    EventTarget.prototype.addEventListener = function (type, listener, options) {
      if (typeof listener !== 'function') return add.call(this, type, listener, options);
      if (!wrapped.has(listener)) wrapped.set(listener, function (event) { return listener.call(this, event); });
      return add.call(this, type, wrapped.get(listener), options);
    };
    EventTarget.prototype.removeEventListener = function (type, listener, options) {
      return remove.call(this, type, (listener && wrapped.get(listener)) || listener, options);
    };
  }`,
};
