// Later than the module, with `desk`: the state in the tab's title and icon, for an agent who looks at
// another tab. It says what the badge says, and of when that is where it is old.

/** The colours of the icon, by the badge's tone: as `tokens.css` has them, but for amber, on which no white
 *  sign is seen. */
const COLOURS = {
  'ready': '157f3b',
  'not-ready': 'b45309',
  'ringing': 'c81e5b',
  'in-call': '1d5fd0',
  'wrap-up': '6d3fc4',
};
const OTHER = '5b6472';

export class TabFace {
  #root;
  /** The icon that the page has of itself. */
  #own;
  #said;
  #watch = new MutationObserver(() => this.#show());

  /** `page`: `root` is the panel's element; `hasTitle` says whether the page's title is the panel's. */
  constructor({ root, hasTitle }) {
    if (!hasTitle) return;
    this.#root = root;
    this.#own = iconInPage().href;
    for (const part of root.querySelectorAll('.badge-name, .badge-icon, .badge-detail')) {
      this.#watch.observe(part, { attributes: true, characterData: true, childList: true, subtree: true });
    }
    for (const badge of root.querySelectorAll('.badge')) this.#watch.observe(badge, { attributeFilter: ['data-fresh'] });
    this.#watch.observe(root, { attributeFilter: ['lang', 'aria-label'] });
    this.#show();
  }

  /** The panel is gone, and what its icon said is no longer so. The title is left to who says why. */
  end() {
    this.#watch.disconnect();
    if (this.#root) iconInPage().href = this.#own;
  }

  #show() {
    const badge = this.#root.querySelector('.badge');
    // The module may have died while the parts before this one were made.
    if (badge === null) return;
    const name = badge.querySelector('.badge-name').textContent;
    const path = badge.querySelector('.badge-icon path').getAttribute('d');
    const { lang, ariaLabel: product } = this.#root;
    const { tone, state, fresh } = badge.dataset;
    // Where the state is not known, that is the name, and who is signed out stays so.
    const isOld = fresh === 'false' && !/^(unknown|signed-out)$/.test(state);
    const asOf = isOld ? badge.querySelector('.badge-detail').textContent : '';
    const said = [name, path, lang, product, isOld, asOf].join('\n');
    if (said === this.#said) return;
    this.#said = said;
    document.documentElement.lang = lang;
    document.title = [name, asOf, product].filter(Boolean).join(' · ');
    iconInPage().href = iconOf(path, (!isOld && COLOURS[tone]) || OTHER);
  }
}

const iconInPage = () => document.getElementById('panel-icon');

/** An icon as a data address: the lines of a path, in white on a disc of that colour. */
export const iconOf = (path, colour) =>
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E" +
  `%3Ccircle cx='12' cy='12' r='12' fill='%23${colour}'/%3E` +
  `%3Cpath transform='translate(4 4) scale(.667)' fill='none' stroke='white' stroke-width='3' stroke-linecap='round' stroke-linejoin='round' d='${path}'/%3E%3C/svg%3E`;
