// Later than the module, with `desk`: the diagnostics know which messages stood on the panel.

export class ShownNotices {
  #diagnostics;
  #notices;
  #before = '';
  #watch = new MutationObserver(() => this.#look());

  /** `panel` as in `panel_module.js`. */
  constructor({ root, diagnostics }) {
    this.#diagnostics = diagnostics;
    this.#notices = [...root.querySelectorAll('.notice')];
    for (const notice of this.#notices) this.#watch.observe(notice, { attributeFilter: ['data-notice'] });
    this.#look();
  }

  /** The panel is gone. */
  end() {
    this.#watch.disconnect();
  }

  #look() {
    const shown = this.#notices.flatMap(({ dataset }) => dataset.notice ?? []).join(' ');
    if (shown !== this.#before) this.#diagnostics.note({ what: 'notice', shown });
    this.#before = shown;
  }
}
