// Later than the module: the style sheet of what a later file draws, beside the panel's own.
import { styleSheetFor } from './style_sheet.js';

export class AdoptedSheet {
  #style;
  /** The sheet, and where it stands. */
  #sheet;
  #root;

  constructor(style) {
    this.#style = style;
  }

  /** Has what stands around `node` styled, if that is not in a template, which has no window. Whoever
   *  moves a panel to another document leaves the sheet behind. */
  dress(node) {
    const root = node.getRootNode();
    const { adoptedStyleSheets: sheets } = root;
    // What somebody has taken out of the panel stands under none.
    if (!node.ownerDocument.defaultView || !sheets) return;
    this.#root = root;
    this.#sheet = styleSheetFor(node.ownerDocument, this.#style);
    if (!sheets.includes(this.#sheet)) this.#root.adoptedStyleSheets = [...sheets, this.#sheet];
  }

  /** Takes it away. In a template there is no window, and what is adopted there cannot be changed. */
  end() {
    if (!(this.#root?.ownerDocument ?? this.#root)?.defaultView) return;
    const { adoptedStyleSheets: sheets } = this.#root;
    if (sheets.includes(this.#sheet)) this.#root.adoptedStyleSheets = sheets.filter((sheet) => sheet !== this.#sheet);
  }
}
