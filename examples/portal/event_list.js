// The last events, the newest on top: the gateway's, and those that the panel made of them.

const SHOWN = 14;

/** The events of the panel, with what is said of each in one line. */
export const PANEL_EVENTS = {
  'cec-ready': ({ version }) => `version ${version}`,
  'cec-state': ({ old, new: state, source }) => `${old} → ${state}, said by ${source}`,
  'cec-call': ({ stage, party }) => [stage, party].filter(Boolean).join(', '),
  'cec-command': ({ command, verdict }) => `${command}: ${verdict}`,
  'cec-connection': ({ old, new: connection, role }) => `${old} → ${connection}, ${role}`,
  'cec-session-expired': ({ why }) => why,
  'cec-crash': ({ place }) => place,
};

export class EventList {
  #list;

  /** @param list an `ol` */
  constructor(list) {
    this.#list = list;
  }

  gateway({ eventType }) {
    this.#add('gateway', eventType, '');
  }

  /** @param {CustomEvent} event */
  panel({ type, detail }) {
    this.#add('panel', type, PANEL_EVENTS[type](detail));
  }

  clear() {
    this.#list.replaceChildren();
  }

  #add(from, name, words) {
    const item = document.createElement('li');
    const time = document.createElement('time');
    time.textContent = new Date().toLocaleTimeString();
    const title = document.createElement('span');
    title.textContent = name;
    const text = document.createElement('span');
    text.className = 'quiet';
    text.textContent = words;
    item.dataset.from = from;
    item.append(time, title, text);
    this.#list.prepend(item);
    while (this.#list.children.length > SHOWN) this.#list.lastChild.remove();
  }
}
