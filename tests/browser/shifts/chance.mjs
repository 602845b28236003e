// Random choices that a seed repeats.

export class Chance {
  #state;

  /** `name`: choices of one kind do not move those of another. */
  constructor(seed, name = '') {
    this.#state = seed >>> 0;
    for (const letter of name) this.#state = Math.imul(this.#state ^ letter.codePointAt(0), 0x01000193) >>> 0;
  }

  /** A number from 0 up to 1 (Mulberry32). */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, both ends included. */
  between(least, most) {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** Whether something of that likelihood, from 0 to 1, happens. */
  happens(likelihood) {
    return this.next() < likelihood;
  }

  /** One of a list. */
  of(list) {
    return list[this.between(0, list.length - 1)];
  }

  /** One of the entries of `{name: weight}`. */
  weighted(weights) {
    const entries = Object.entries(weights);
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [name, weight] of entries) {
      left -= weight;
      if (left < 0) return name;
    }
    return entries.at(-1)[0];
  }

  /** A Guid that looks like the gateway's own. */
  guid() {
    const hex = (digits) =>
      Array.from({ length: digits }, () => this.between(0, 15).toString(16)).join('');
    return `${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}.AgentGateway0`;
  }
}
