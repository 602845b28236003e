// The style sheet, one for all panels of a document.

/** By document, because a sheet is bound to the one that it was made for. */
const sheets = new WeakMap();

/** An element is a block unless the sheet, or the page around it, says otherwise. */
const BLOCK = '@layer element { :host { display: block; } }\n';

export function styleSheetFor(document, style) {
  let sheet = sheets.get(document);
  if (!sheet) {
    sheet = new (document.defaultView ?? window).CSSStyleSheet();
    sheet.replaceSync(BLOCK + style);
    sheets.set(document, sheet);
  }
  return sheet;
}
