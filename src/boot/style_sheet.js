// Before the module: the style sheets, one of a style for all panels of a document.

/** By document, because a sheet is bound to the one that it was made for, and by style. */
const sheets = new WeakMap();

/** The sheet of that style for a document that has a window. */
export function styleSheetFor(document, style) {
  const ofDocument = sheets.get(document) ?? new Map();
  sheets.set(document, ofDocument);
  let sheet = ofDocument.get(style);
  if (!sheet) {
    sheet = new document.defaultView.CSSStyleSheet();
    sheet.replaceSync(style);
    ofDocument.set(style, sheet);
  }
  return sheet;
}
