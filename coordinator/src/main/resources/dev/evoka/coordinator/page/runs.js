// The list of runs, and the comparison of those that are ticked.
/* global uPlot */
import { follow, get, path, submit } from "./api.js";
import { Chart, PALETTE, positive } from "./chart.js";
import { ask } from "./dialogs.js";
import { h, replace, text } from "./dom.js";
import { ago, clock, compact, duration, number, rate } from "./format.js";

const STATES = ["running", "paused", "submitted", "finished", "stopped", "failed"];
const SHOWN = 200;

const EXAMPLE = `name: rastrigin
objective: {function: rastrigin}
parameters: {dimension: 10, bounds: [-5.12, 5.12]}
optimizer: {algorithm: cma-es}
stop: {generations: 500}
`;

const COLUMNS = [
  { key: "id", label: "Run", value: (run) => run.id },
  { key: "state", label: "State", value: (run) => STATES.indexOf(run.state) },
  { key: "share", label: "Progress", value: (run) => run.share ?? -1 },
  { key: "best", label: "Best error", value: (run) => run.best ?? Infinity, numeric: true },
  { key: "generations", label: "Generations", value: (run) => run.generations, numeric: true },
  { key: "evaluations", label: "Evaluations", value: (run) => run.evaluations, numeric: true },
  { key: "rate", label: "Evaluations/s", value: (run) => run.evaluationsPerSecond, numeric: true },
  { key: "submitted", label: "Submitted", value: (run) => run.submitted },
  { key: "submitter", label: "By", value: (run) => run.submitter },
];

export function badge(state) {
  return h("span", { class: `badge ${state}` }, state);
}

export function runsView(view, connection) {
  const runs = new Map();
  const rows = new Map();
  const ticked = new Set();
  let order = { key: "submitted", falling: true };
  let all = false;

  const search = h("input", {
    type: "search",
    placeholder: "Search runs ( / )",
    "aria-label": "Search runs",
    oninput: () => layOut(),
  });
  const states = h("select", { "aria-label": "State", onchange: () => layOut() }, [
    h("option", { value: "" }, "all states"),
    ...STATES.map((state) => h("option", { value: state }, state)),
  ]);
  const total = h("span", { class: "muted" });
  const begin = h("button", { type: "button", class: "change", onclick: newRun }, "New run");
  const more = h("button", { type: "button", class: "quiet", hidden: true, onclick: () => ((all = true), layOut()) });
  const heads = COLUMNS.map((column) =>
    h(
      "th",
      { scope: "col", class: column.numeric ? "numeric" : "" },
      h("button", { type: "button", class: "sort", onclick: () => sortBy(column) }, column.label),
    ),
  );
  const body = h("tbody");
  const empty = h(
    "div",
    { class: "empty", hidden: true },
    h("p", {}, "No runs yet. Submit one:"),
    h("pre", {}, "./evoka submit examples/rastrigin.yaml"),
  );
  const comparison = h("section", { class: "card", hidden: true, "aria-label": "Comparison" });
  view.replaceChildren(
    h("div", { class: "toolbar" }, h("h1", {}, "Runs"), total, h("span", { class: "grow" }), search, states, begin),
    comparison,
    h(
      "div",
      { class: "card table" },
      h("table", { class: "runs" }, h("thead", {}, h("tr", {}, h("th", { class: "tick" }), ...heads)), body),
      empty,
      more,
    ),
  );

  const compare = comparing(comparison);

  function newRun() {
    const spec = h("textarea", { spellcheck: false, "aria-label": "Spec", value: EXAMPLE });
    const hint = "A run spec in YAML. Files that it names must be known here: ./evoka submit sends them along.";
    ask("New run", hint, [spec], "submit", async () => {
      const run = await submit(spec.value);
      location.hash = `#${path("runs", run.id)}`;
    });
  }

  function sortBy(column) {
    order = { key: column.key, falling: order.key === column.key ? !order.falling : Boolean(column.numeric) };
    layOut();
  }

  function row(run) {
    const cells = Object.fromEntries(
      COLUMNS.map((column) => [column.key, h("td", { class: column.numeric ? "numeric" : "", "data-label": column.label })]),
    );
    const tick = h("input", {
      type: "checkbox",
      "aria-label": `Compare ${run.id}`,
      checked: ticked.has(run.id),
      onchange: (event) => {
        if (event.target.checked) ticked.add(run.id);
        else ticked.delete(run.id);
        compare.show([...ticked]);
      },
    });
    cells.id.append(h("a", { href: `#${path("runs", run.id)}` }, run.id));
    const share = h("progress", { max: 1, "aria-label": "Share of the budget" });
    cells.share.append(share);
    const made = h("tr", {}, h("td", { class: "tick" }, tick), ...COLUMNS.map((column) => cells[column.key]));
    return { element: made, cells, share, state: "" };
  }

  function fill(made, run) {
    if (made.state !== run.state) {
      made.cells.state.replaceChildren(badge(run.state));
      made.state = run.state;
    }
    made.cells.state.title = run.reason;
    if (run.share === null) made.share.hidden = true;
    else {
      made.share.hidden = false;
      made.share.value = run.share;
    }
    text(made.cells.best, number(run.best));
    text(made.cells.generations, compact(run.generations));
    text(made.cells.evaluations, compact(run.evaluations));
    text(made.cells.rate, rate(run.evaluationsPerSecond));
    text(made.cells.submitted, ago(run.submitted));
    made.cells.submitted.title = clock(run.submitted);
    text(made.cells.submitter, run.submitter);
  }

  function layOut() {
    const wanted = search.value.trim().toLowerCase();
    const column = COLUMNS.find((each) => each.key === order.key);
    const chosen = [...runs.values()].filter(
      (run) =>
        (!states.value || run.state === states.value) &&
        (!wanted || run.id.toLowerCase().includes(wanted) || run.submitter.toLowerCase().includes(wanted)),
    );
    chosen.sort((a, b) => {
      const x = column.value(a);
      const y = column.value(b);
      const difference = x < y ? -1 : x > y ? 1 : a.id < b.id ? -1 : 1;
      return order.falling ? -difference : difference;
    });
    const shown = all ? chosen : chosen.slice(0, SHOWN);
    const elements = shown.map((run) => {
      if (!rows.has(run.id)) rows.set(run.id, row(run));
      const made = rows.get(run.id);
      fill(made, run);
      return made.element;
    });
    if (elements.length !== body.children.length || elements.some((element, i) => element !== body.children[i])) {
      replace(body, elements);
    }
    heads.forEach((head, i) => {
      const active = COLUMNS[i].key === order.key;
      head.setAttribute("aria-sort", active ? (order.falling ? "descending" : "ascending") : "none");
    });
    text(total, chosen.length === runs.size ? `${runs.size}` : `${chosen.length} of ${runs.size}`);
    empty.hidden = runs.size > 0;
    more.hidden = shown.length === chosen.length;
    text(more, `Show all ${chosen.length}`);
  }

  const stop = follow(
    () => "/events",
    (name, data) => {
      data.runs.forEach((run) => runs.set(run.id, run));
      layOut();
      compare.refresh(data.runs);
    },
    connection,
  );
  const clockwork = setInterval(layOut, 5_000);
  const slash = (event) => {
    if (event.key === "/" && document.activeElement !== search) {
      event.preventDefault();
      search.focus();
    }
  };
  document.addEventListener("keydown", slash);
  return {
    redraw: () => compare.redraw(),
    close: () => {
      stop();
      clearInterval(clockwork);
      document.removeEventListener("keydown", slash);
      compare.close();
    },
  };
}

// Several runs in one chart.
function comparing(section) {
  let chart = null;
  let shown = [];
  let pending = false;
  const courses = new Map();
  const axis = h("select", { "aria-label": "Horizontal axis", onchange: () => draw() }, [
    h("option", { value: "evaluations" }, "evaluations"),
    h("option", { value: "generation" }, "generations"),
    h("option", { value: "seconds" }, "seconds"),
  ]);
  const log = h("input", { type: "checkbox", checked: true, onchange: () => draw() });
  const place = h("div", { class: "chart" });
  section.replaceChildren(
    h(
      "div",
      { class: "toolbar" },
      h("h2", {}, "Best error"),
      h("span", { class: "grow" }),
      axis,
      h("label", {}, log, " logarithmic"),
    ),
    place,
  );

  async function load(ids) {
    await Promise.all(
      ids.map(async (id) => courses.set(id, await get(`${path("runs", id)}/generations?points=500`).catch(() => null))),
    );
  }

  function draw() {
    chart?.destroy();
    chart = null;
    const known = shown.filter((id) => courses.get(id));
    section.hidden = known.length === 0;
    if (section.hidden) return;
    const tables = known.map((id) => {
      const course = courses.get(id);
      return [course[axis.value], log.checked ? positive(course.best) : course.best];
    });
    chart = new Chart(place, {
      series: known.map((id, i) => ({ label: id, colour: PALETTE[i % PALETTE.length] })),
      log: log.checked,
      xLabel: axis.value === "generation" ? "generations" : axis.value,
    });
    chart.set(uPlot.join(tables));
  }

  return {
    show: async (ids) => {
      shown = ids;
      await load(ids.filter((id) => !courses.get(id)));
      draw();
    },
    refresh: async (changed) => {
      const ids = changed.map((run) => run.id).filter((id) => shown.includes(id));
      if (ids.length === 0 || pending) return;
      pending = true;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      await load(ids);
      pending = false;
      draw();
    },
    redraw: draw,
    close: () => chart?.destroy(),
  };
}
