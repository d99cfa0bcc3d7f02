// One run: its numbers, its course, its best parameters, its life.
import { follow, get, path, post } from "./api.js";
import { Chart, positive } from "./chart.js";
import { ask as question, field } from "./dialogs.js";
import { h, replace, text } from "./dom.js";
import { clock, count, duration, number, rate } from "./format.js";
import { populationView } from "./population.js";
import { badge } from "./runs.js";

const COLUMNS = ["generation", "evaluations", "seconds", "best", "least", "lower", "median", "upper", "sigma"];
const MOST_POINTS = 4_000;

// The course as far as it is known, in bounded memory.
export class Course {
  constructor() {
    this.columns = Object.fromEntries(COLUMNS.map((column) => [column, []]));
  }

  get last() {
    return this.columns.generation.at(-1) ?? -1;
  }

  add(columns) {
    for (let i = 0; i < columns.generation.length; i++) {
      if (columns.generation[i] <= this.last) continue;
      for (const column of COLUMNS) this.columns[column].push(columns[column][i]);
    }
    if (this.columns.generation.length > MOST_POINTS) this.thin();
  }

  thin() {
    const last = this.columns.generation.length - 1;
    for (const column of COLUMNS) {
      this.columns[column] = this.columns[column].filter((value, i) => i % 2 === 0 || i === last);
    }
  }
}

export function runView(view, id, connection) {
  const course = new Course();
  let whole = null;
  let waiting = false;
  let wantedBest = null;
  let closed = false;

  const title = h("h1", {}, id);
  const state = h("span");
  const reason = h("span", { class: "muted" });
  const buttons = h("div", { class: "buttons", role: "group", "aria-label": "Change the run" });
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const share = h("progress", { max: 1, "aria-label": "Share of the budget" });
  const tiles = Object.fromEntries(
    ["Best error", "Evaluations", "Generations", "Evaluations/s", "Time", "Step size", "Failed"].map((label) => [
      label,
      h("dd", {}, "–"),
    ]),
  );
  const axis = h("select", { "aria-label": "Horizontal axis", onchange: () => rebuild() }, [
    h("option", { value: "evaluations" }, "evaluations"),
    h("option", { value: "generation" }, "generations"),
    h("option", { value: "seconds" }, "seconds"),
  ]);
  const log = h("input", { type: "checkbox", checked: true, onchange: () => rebuild() });
  const errorPlace = h("div", { class: "chart" });
  const sigmaPlace = h("div", { class: "chart" });
  const sigmaCard = h("section", { class: "card" }, h("h2", {}, "Step size"), sigmaPlace);
  const parameters = h("div");
  const spec = h("pre", { class: "code" });
  const events = h("ol", { class: "events" });
  const population = populationView(id);

  view.replaceChildren(
    h("p", { class: "crumbs" }, h("a", { href: "#/" }, "Runs"), " / ", id),
    h("div", { class: "toolbar" }, title, state, reason, h("span", { class: "grow" }), buttons),
    problem,
    share,
    h(
      "dl",
      { class: "tiles" },
      ...Object.entries(tiles).map(([label, value]) => h("div", {}, h("dt", {}, label), value)),
    ),
    h(
      "section",
      { class: "card" },
      h(
        "div",
        { class: "toolbar" },
        h("h2", {}, "Error"),
        h("span", { class: "muted hint" }, "drag to zoom, double-click to go back"),
        h("span", { class: "grow" }),
        axis,
        h("label", {}, log, " logarithmic"),
      ),
      errorPlace,
    ),
    h(
      "div",
      { class: "columns" },
      sigmaCard,
      h("section", { class: "card" }, h("h2", {}, "Best parameters"), parameters),
    ),
    population.element,
    h(
      "div",
      { class: "columns" },
      h("section", { class: "card" }, h("h2", {}, "Life"), events),
      h("section", { class: "card" }, h("h2", {}, "Spec"), spec),
    ),
  );

  let errors = null;
  let closer = null; // the part of the course that somebody looks at closely
  let sigma = null;

  function rebuild() {
    closer = null;
    errors?.destroy();
    sigma?.destroy();
    const xLabel = axis.value === "generation" ? "generations" : axis.value;
    errors = new Chart(errorPlace, {
      height: 340,
      log: log.checked,
      xLabel,
      series: [
        { label: "best so far", colour: "--series-1" },
        { label: "median", colour: "--series-2", width: 1.5 },
        { label: "75 %", colour: "--band-edge", width: 1 },
        { label: "25 %", colour: "--band-edge", width: 1 },
      ],
      bands: [{ series: [3, 4], fill: "--band" }],
      onZoom: look,
      onReset: () => ((closer = null), draw()),
    });
    sigma = new Chart(sigmaPlace, {
      height: 200,
      log: log.checked,
      xLabel,
      series: [{ label: "step size", colour: "--series-3" }],
    });
    draw();
  }

  function draw() {
    const fit = log.checked ? positive : (values) => values;
    const rows = (columns) => [columns[axis.value].slice(), ...["best", "median", "upper", "lower"].map((name) => fit(columns[name]))];
    if (closer) errors.detail(rows(closer));
    else errors.set(rows(course.columns));
    sigmaCard.hidden = course.columns.sigma.every((value) => value === null);
    sigma.set([course.columns[axis.value].slice(), fit(course.columns.sigma)]);
  }

  // Asks for all generations of the stretch that is zoomed to, where only some are known.
  async function look(from, to) {
    const x = course.columns[axis.value];
    const first = Math.max(0, x.findIndex((value) => value >= from) - 1);
    const behind = x.findIndex((value) => value > to);
    const last = behind < 0 ? x.length - 1 : behind;
    const [low, high] = [course.columns.generation[first], course.columns.generation[last]];
    if (high - low + 1 <= last - first + 1) return;
    try {
      closer = await get(`${path("runs", id)}/generations?from=${low}&to=${high}&points=2000`);
      draw();
    } catch {
      closer = null; // the points that are known stay
    }
  }

  function fill(run) {
    state.replaceChildren(badge(run.state));
    text(reason, run.reason);
    share.hidden = run.share === null;
    if (run.share !== null) share.value = run.share;
    text(tiles["Best error"], number(run.best, 6));
    text(tiles["Evaluations"], count(run.evaluations));
    text(tiles["Generations"], count(run.generations));
    text(tiles["Evaluations/s"], rate(run.evaluationsPerSecond));
    text(tiles["Time"], duration(run.seconds));
    text(tiles["Step size"], number(run.sigma, 4));
    text(tiles["Failed"], count(run.failed));
    document.title = `${number(run.best, 4)} · ${run.id} · Evoka`;
    const wanted = run.transitions;
    if (buttons.dataset.wanted !== wanted.join()) {
      buttons.dataset.wanted = wanted.join();
      replace(buttons, [
        ...wanted.map((transition) =>
          h("button", { type: "button", class: transition, onclick: () => (transition === "extend" ? extend() : ask(transition)) }, transition),
        ),
        h("button", { type: "button", class: "branch", onclick: branch }, "branch"),
      ]);
    }
  }

  async function ask(transition) {
    problem.hidden = true;
    try {
      fill(await post(`${path("runs", id)}/${transition}`));
      await details();
    } catch (error) {
      text(problem, error.message);
      problem.hidden = false;
    }
  }

  function extend() {
    const stop = { ...whole.spec.stop, ...whole.stop };
    const fields = ["generations", "evaluations", "target", "time"].map((key) =>
      field(key, { value: stop[key] ?? "", placeholder: key === "time" ? "like 2h" : "no limit" }),
    );
    const hint = "The run goes on until one of these holds. Numbers count from its beginning.";
    question("Extend the run", hint, fields, "extend", async () => {
      const change = {};
      for (const each of fields) {
        const key = each.dataset.label;
        const value = each.value.trim();
        if (value === String(stop[key] ?? "")) continue;
        change[key] = value === "" ? null : key === "time" ? value : Number(value);
      }
      fill(await post(`${path("runs", id)}/extend`, { stop: change }));
      await details();
    });
  }

  function branch() {
    const generation = field("generation", { placeholder: "the best so far", inputMode: "numeric" });
    const change = h("textarea", { spellcheck: false, "aria-label": "Changes of the spec", value: '{\n  "seed": 2\n}' });
    const hint = "A new run begins where this one was, with what is other in the spec (JSON).";
    question("Branch the run", hint, [generation, change], "branch", async () => {
      const wanted = { change: JSON.parse(change.value.trim() || "{}") };
      if (generation.value.trim() !== "") wanted.generation = Number(generation.value);
      const run = await post(`${path("runs", id)}/branch`, wanted);
      location.hash = `#${path("runs", run.id)}`;
    });
  }

  async function details() {
    whole = await get(path("runs", id));
    text(spec, JSON.stringify(whole.spec, null, 2));
    events.replaceChildren(
      ...whole.events.map((event) =>
        h("li", {}, h("time", {}, clock(event.time)), badge(event.state), h("span", {}, event.reason)),
      ),
    );
  }

  // Shows the best parameters of this generation, or of a newer one: asks at most every two seconds.
  function best(generation) {
    wantedBest = generation;
    if (!waiting) loadBest();
  }

  async function loadBest() {
    waiting = true;
    const asked = wantedBest;
    try {
      const found = await get(`${path("runs", id)}/best`);
      const all = Object.entries(found.parameters);
      replace(parameters, [
        h(
          "p",
          { class: "muted" },
          `found in generation ${count(found.generation)}; ${all.length} parameters `,
          ...["json", "csv"].map((format) =>
            h("button", { type: "button", class: "quiet", onclick: () => save(found, format) }, format),
          ),
        ),
        h(
          "div",
          { class: "scroll" },
          h(
            "table",
            { class: "parameters" },
            h("tbody", {}, ...all.slice(0, 500).map(([name, value]) => h("tr", {}, h("th", { scope: "row" }, name), h("td", { class: "numeric" }, number(value, 10))))),
          ),
        ),
      ]);
    } catch {
      parameters.replaceChildren(h("p", { class: "muted" }, "none yet"));
    }
    setTimeout(() => {
      waiting = false;
      if (wantedBest !== asked && !closed) loadBest();
    }, 2_000);
  }

  function save(found, format) {
    const rows = Object.entries(found.parameters).map(([name, value]) => `"${name.replaceAll('"', '""')}",${value}\r\n`);
    const content = format === "json" ? JSON.stringify(found.parameters, null, 2) : `parameter,value\r\n${rows.join("")}`;
    const link = h("a", {
      href: URL.createObjectURL(new Blob([content], { type: format === "json" ? "application/json" : "text/csv" })),
      download: `${id}-best.${format}`,
    });
    link.click();
    URL.revokeObjectURL(link.href);
  }

  rebuild();
  let seenState = "";
  let seenBest = null;
  const stop = follow(
    () => `${path("runs", id)}/events?after=${course.last}`,
    (name, data) => {
      fill(data.run);
      if (data.points.generation.length > 0) {
        course.add(data.points);
        draw();
        population.refresh();
      }
      if (data.run.state !== seenState) {
        seenState = data.run.state;
        details();
      }
      if (data.run.bestGeneration !== null && data.run.bestGeneration !== seenBest) {
        seenBest = data.run.bestGeneration;
        best(seenBest);
      }
    },
    (now, error) => {
      connection(now, error);
      if (now === "refused") {
        text(problem, error.message);
        problem.hidden = false;
      }
    },
  );
  return {
    redraw: () => (rebuild(), population.redraw()),
    close: () => {
      closed = true;
      stop();
      population.close();
      errors?.destroy();
      sigma?.destroy();
    },
  };
}
