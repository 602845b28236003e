// The module once it runs: mounts panels, and ends them all together when it has died.
import { Lead } from './lead.js';
import { Request } from './request.js';

export class PanelModule {
  #glue;
  #addresses;
  #panels = new Set();
  #look = (event) => this.#judge(event.error ?? event.reason);
  /** Where the module died; null while it lives. */
  diedAt = null;

  /** `addresses`: one of them stands in the stack of each error of this module, and in that
   *  of no other. */
  constructor(glue, addresses) {
    this.#glue = glue;
    this.#addresses = addresses;
    glue.onCrash((place) => this.crash(place));
  }

  /**
   * Mounts a panel. `given`: settings, agentId, guid and standalone, as `mount` in `entry.rs`
   * has them. `tell` is called with the name and the detail of what the page is told, `died`
   * with the place when the module dies, which may be at once.
   */
  mount(root, given, tell, died) {
    if (this.#panels.size === 0) this.#listen(addEventListener);
    const panel = new MountedPanel(this, tell, died);
    this.#panels.add(panel);
    if (this.diedAt === null) {
      const { settings, agentId, guid, standalone } = given;
      panel.begin((tell) => this.#glue.mount(root, settings, agentId, guid, standalone, tell));
    } else {
      this.#end();
    }
    return panel;
  }

  /** Calls into the module, which must not be called any more once it has died. */
  guard(call) {
    if (this.diedAt !== null) return undefined;
    try {
      return call();
    } catch (error) {
      this.crash(String((error && error.message) || error));
      return undefined;
    }
  }

  /** The panel has been unmounted. */
  forget(panel) {
    this.#panels.delete(panel);
    if (this.#panels.size === 0) this.#listen(removeEventListener);
  }

  /** The module can no longer be trusted: nothing that it drew may stay on the screen. */
  crash(place) {
    if (this.diedAt !== null) return;
    this.diedAt = place;
    this.#end();
  }

  #end() {
    for (const panel of [...this.#panels]) panel.die(this.diedAt);
  }

  /** A trap that is no panic, such as an exhausted memory, passes the module's hook by. */
  #listen(change) {
    change.call(window, 'error', this.#look);
    change.call(window, 'unhandledrejection', this.#look);
  }

  /** Other wasm in the page may trap as it likes. */
  #judge(error) {
    if (!(error instanceof WebAssembly.RuntimeError)) return;
    const stack = String(error.stack);
    if (this.#addresses.some((address) => stack.includes(address))) this.crash(error.message);
  }
}

/** A panel that stands in the page, until it is unmounted or the module dies. */
class MountedPanel {
  #module;
  #tell;
  #died;
  #handle;
  #request;
  #lead = new Lead({
    news: (word) => this.call((handle) => handle.leadNews(word)),
    heard: (text) => this.call((handle) => handle.heard(text)),
  });

  constructor(module, tell, died) {
    this.#module = module;
    this.#tell = tell;
    this.#died = died;
  }

  begin(mount) {
    this.#handle = this.#module.guard(() => mount(this.#take));
  }

  /** Calls `act` with the handle, see `PanelHandle` in `entry.rs`; gives what it gives. */
  call(act) {
    const handle = this.#handle;
    return handle && this.#module.guard(() => act(handle));
  }

  unmount() {
    this.call((handle) => handle.unmount());
    this.#end();
  }

  die(place) {
    this.#end();
    this.#died(place);
  }

  #end() {
    this.#handle = undefined;
    this.#request?.end();
    this.#lead.end();
    this.#module.forget(this);
  }

  /** There is one request at a time. */
  #ask(asked) {
    this.#request = new Request(asked, (...came) => this.call((handle) => handle.replied(asked.number, ...came)));
  }

  #take = (name, detail) => {
    if (name === 'ask') this.#ask(detail);
    else if (name === 'abort') this.#request?.end();
    else if (name === 'lead') this.#lead.lead(detail);
    else if (name === 'say') this.#lead.say(detail.text);
    else if (name === 'resign') this.#lead.resign();
    else if (name === 'leave') this.#lead.leave();
    else this.#tell(name, detail);
  };
}
