// Makes elements: h("a", {href: "#/"}, "text"). Text is set as text, never as markup.
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "style") Object.assign(element.style, value);
    else if (key === "class") element.className = value;
    else if (key in element && key !== "list" && key !== "form") element[key] = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

// Puts children in the place of others. Who was on one of them with the keyboard stays there, or comes to the first.
export function replace(element, children) {
  const focused = document.activeElement;
  const within = focused !== element && element.contains(focused);
  element.replaceChildren(...children);
  if (!within || document.activeElement === focused) return;
  if (element.contains(focused)) focused.focus({ preventScroll: true });
  else element.querySelector("button, a, input")?.focus({ preventScroll: true });
}

// Sets text only where it differs: the browser then has nothing to lay out again.
export function text(element, value) {
  const string = String(value);
  if (element.textContent !== string) element.textContent = string;
}
