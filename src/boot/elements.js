// Later than the module: elements that a script makes and writes to.

/** An element of that name and class. */
export function element(name, className, ...children) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
}

/** Sets a property, or an attribute of a picture, where it is another one: what stays is not touched. */
export function put(target, name, value) {
  if (target instanceof SVGElement) {
    if (target.getAttribute(name) !== value) target.setAttribute(name, value);
  } else if (target[name] !== value) {
    target[name] = value;
  }
}
