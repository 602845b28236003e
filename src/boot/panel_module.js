// The module once it runs: mounts panels, and tells them all when it has died.

export class PanelModule {
  #glue;
  #addresses;
  /** Who must know when the module dies. */
  #watchers = new Set();
  #look = (event) => this.#judge(event.error ?? event.reason);
  /** Where the module died; null while it lives. */
  diedAt = null;

  /** `addresses`: what stands in the stack of an error of this module and of no other. */
  constructor(glue, addresses) {
    this.#glue = glue;
    this.#addresses = addresses;
    glue.onCrash((place) => this.crash(place));
  }

  /**
   * Mounts a panel, see `mount` in `entry.rs`. `died` is called with the place when the
   * module dies, which may be at once. Gives the handle; nothing when the module is dead.
   */
  mount(root, settings, standalone, tell, died) {
    if (this.diedAt !== null) {
      died(this.diedAt);
      return undefined;
    }
    this.#watch(died);
    return this.guard(() => this.#glue.mount(root, settings, standalone, tell));
  }

  /** Ends a panel, if there is still something that can. */
  unmount(handle, died) {
    if (this.diedAt === null) this.guard(() => handle.unmount());
    this.#watchers.delete(died);
    if (this.#watchers.size === 0) this.#listen(removeEventListener);
  }

  /** Calls into the module, which must not be called any more once it has died. */
  guard(call) {
    if (this.diedAt !== null) return undefined;
    try {
      return call();
    } catch (error) {
      this.crash(String((error && error.message) || 'call'));
      return undefined;
    }
  }

  /** The module can no longer be trusted: nothing that it drew may stay on the screen. */
  crash(place) {
    if (this.diedAt !== null) return;
    this.diedAt = place;
    this.#listen(removeEventListener);
    for (const died of [...this.#watchers]) died(place);
    this.#watchers.clear();
  }

  #watch(died) {
    if (this.#watchers.size === 0) this.#listen(addEventListener);
    this.#watchers.add(died);
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
