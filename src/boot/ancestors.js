// Before the module: which origins have put this page into a frame.

/**
 * The origin of each window around this one, the nearest first; `null` for one that the
 * browser keeps to itself. `window` and `document` are the page's own.
 */
export function ancestors(window, document) {
  const told = window.location.ancestorOrigins;
  if (told) return [...told];
  const origins = [];
  for (let inner = window; inner !== window.top; inner = inner.parent) {
    origins.push(originOf(inner.parent) ?? (inner.parent === window.top && inner === window ? referrer(document) : null));
  }
  return origins;
}

/** The origin of a window, which only those of the same origin may read. */
function originOf(window) {
  try {
    return window.location.origin;
  } catch {
    return null;
  }
}

/** The origin of the page that has brought this one, as a portal does that frames it. */
function referrer(document) {
  try {
    return new URL(document.referrer).origin;
  } catch {
    return null;
  }
}
