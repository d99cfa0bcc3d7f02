// Which view is shown, by the part of the address behind #.
import { evaluatorsView } from "./evaluators.js";
import { get, setToken } from "./api.js";
import { h } from "./dom.js";
import { runView } from "./run.js";
import { runsView } from "./runs.js";

const view = document.getElementById("view");
const light = document.getElementById("connection");
const THEME = "evoka.theme";
let shown = null;

function connection(state, error) {
  if (state === "refused" && error?.status === 401) logIn();
  light.className = `connection ${state}`;
  light.textContent = { live: "live", lost: "connecting …", refused: "" }[state] ?? "";
}

function logIn() {
  if (document.querySelector("dialog[open]")) return;
  const token = h("input", { type: "password", autocomplete: "current-password", required: true, "aria-label": "Token" });
  const dialog = h(
    "dialog",
    {},
    h(
      "form",
      {
        method: "dialog",
        onsubmit: () => {
          setToken(token.value.trim());
          dialog.remove();
          show();
        },
      },
      h("h2", {}, "Token"),
      h("p", { class: "muted" }, "This service wants to know who asks. The token is kept until the tab is closed."),
      token,
      h("button", { type: "submit" }, "Go on"),
    ),
  );
  document.body.append(dialog);
  dialog.showModal();
}

// Who may not change anything is not shown how.
async function roles() {
  const caller = await get("/caller").catch(() => ({ role: "operator" }));
  document.body.classList.toggle("viewer", caller.role === "viewer");
}

function show() {
  roles();
  shown?.close();
  document.title = "Evoka";
  const parts = location.hash.replace(/^#\/?/, "").split("/").filter(Boolean).map(decodeURIComponent);
  if (parts[0] === "runs" && parts.length === 2) shown = runView(view, parts[1], connection);
  else if (parts[0] === "evaluators") shown = evaluatorsView(view, connection);
  else shown = runsView(view, connection);
  for (const link of document.querySelectorAll(".bar nav a")) {
    const here = link.getAttribute("href") === (parts[0] === "evaluators" ? "#/evaluators" : "#/");
    if (here) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  window.scrollTo(0, 0);
}

function theme(name) {
  if (name) document.documentElement.dataset.theme = name;
  else delete document.documentElement.dataset.theme;
  shown?.redraw();
}

document.getElementById("theme").addEventListener("click", () => {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = document.documentElement.dataset.theme ?? (dark ? "dark" : "light");
  const next = now === "dark" ? "light" : "dark";
  localStorage.setItem(THEME, next);
  theme(next);
});
// The part behind # is the view's name: it cannot be a place on the page as well.
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  view.focus();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => shown?.redraw());
theme(localStorage.getItem(THEME));
window.addEventListener("hashchange", show);
show();
