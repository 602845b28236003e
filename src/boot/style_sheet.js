// Before the module: the style sheet, one for all panels of a document.

/** By document, because a sheet is bound to the one that it was made for. */
const sheets = new WeakMap();

/** The sheet for a document that has a window. */
export function styleSheetFor(document, style) {
  let sheet = sheets.get(document);
  if (!sheet) {
    sheet = new document.defaultView.CSSStyleSheet();
    sheet.replaceSync(style);
    sheets.set(document, sheet);
  }
  return sheet;
}
