// Evaluators: who is there, how fast, and who evaluated what in the last seconds.
import { get, path } from "./api.js";
import { canvas } from "./canvas.js";
import { colour, PALETTE } from "./chart.js";
import { h, text } from "./dom.js";
import { ago, compact, count, number, ranges, rate } from "./format.js";

const LANE = 30;
const SPANS = [5, 20, 60, 300];
const PAUSE = 2_000;
const CAPPED = 2_000;
// A block stands out if a candidate took so many times the median of its run, and if that is long enough to matter.
const STRAGGLER = 4;
const STRAGGLER_MILLISECONDS = 10;

const COLUMNS = ["Evaluator", "State", "Host", "Threads", "Slots", "Candidates/s", "Busy", "Candidates", "Failed", "Waiting", "Lag", "Seen"];
const NUMERIC = new Set(["Threads", "Candidates/s", "Candidates", "Failed", "Waiting", "Lag"]);

export function evaluatorsView(view, connection) {
  let work = { from: 0, to: 1, work: [] };
  let lanes = [];
  let timer = null;
  let closed = false;
  let alive = [];
  const span = h("select", { "aria-label": "Stretch of time", onchange: () => refresh() }, [
    ...SPANS.map((seconds) => h("option", { value: seconds, selected: seconds === 20 }, `last ${seconds} s`)),
  ]);
  const body = h("tbody");
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const empty = h("p", { class: "muted", hidden: true }, "No evaluator has shown a sign of life. Start one: ./evoka evaluator …");
  const place = h("div", { class: "chart lanes" });
  const detail = h("p", { class: "muted", role: "status" }, "Each bar is a block of candidates; point at one to read it, or go there with the arrow keys.");
  view.replaceChildren(
    h("h1", {}, "Evaluators"),
    problem,
    h(
      "div",
      { class: "card table" },
      h(
        "table",
        { class: "plain" },
        h("thead", {}, h("tr", {}, ...COLUMNS.map((name) => h("th", { scope: "col", class: NUMERIC.has(name) ? "numeric" : "" }, name)))),
        body,
      ),
      empty,
    ),
    h(
      "section",
      { class: "card" },
      h("div", { class: "toolbar" }, h("h2", {}, "Work"), h("span", { class: "grow" }), span),
      detail,
      place,
    ),
  );
  let chart = null;
  let height = 0;
  let read = null; // the bar that is read

  async function load() {
    try {
      const [list, done] = await Promise.all([get("/evaluators"), get(`/work?seconds=${span.value}`)]);
      connection("live");
      problem.hidden = true;
      rows(list.evaluators);
      alive = list.evaluators.filter((each) => each.state === "alive").map((each) => each.id);
      arrange(done);
    } catch (error) {
      connection(error.status === 401 ? "refused" : "lost", error);
      text(problem, error.message);
      problem.hidden = false;
    }
    if (!closed) timer = setTimeout(load, document.hidden ? 5 * PAUSE : PAUSE);
  }

  function refresh() {
    clearTimeout(timer);
    load();
  }

  function rows(evaluators) {
    empty.hidden = evaluators.length > 0;
    body.replaceChildren(
      ...evaluators.map((each) => {
        const state = h("span", { class: `badge ${{ alive: "finished", silent: "failed", stopped: "stopped" }[each.state]}` }, each.state);
        const busy = h("progress", { max: 1, value: each.busy, title: `${Math.round(100 * each.busy)} %`, "aria-label": "busy" });
        const cells = [
          each.id,
          state,
          each.host,
          each.threads,
          ranges(each.slots) || "–",
          rate(each.candidatesPerSecond),
          busy,
          compact(each.candidates),
          count(each.failed),
          count(each.waiting),
          each.lag < 0 ? "–" : count(each.lag),
          ago(each.seen),
        ];
        return h("tr", {}, ...cells.map((cell, i) => h("td", { class: NUMERIC.has(COLUMNS[i]) ? "numeric" : "" }, cell)));
      }),
    );
  }

  // Milliseconds that a candidate usually takes, for each run.
  function medians(work) {
    const times = new Map();
    for (const each of work) {
      if (!times.has(each.run)) times.set(each.run, []);
      times.get(each.run).push(each.milliseconds / each.count);
    }
    return new Map(
      [...times].map(([run, all]) => [run, all.sort((a, b) => a - b)[Math.floor(all.length / 2)]]),
    );
  }

  // A lane for each evaluator and each of the blocks that it evaluated at the same time.
  function arrange(done) {
    work = done;
    const evaluators = new Map(alive.map((id) => [id, []]));
    // Of very many only the newest came.
    if (done.work.length >= CAPPED) work.from = Math.max(work.from, Math.min(...done.work.map((each) => each.end)));
    for (const each of done.work) {
      if (!evaluators.has(each.evaluator)) evaluators.set(each.evaluator, []);
      evaluators.get(each.evaluator).push(each);
    }
    const usual = medians(done.work);
    lanes = [...evaluators.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([evaluator, bars]) => {
        bars.sort((a, b) => a.end - a.milliseconds - (b.end - b.milliseconds));
        const ends = [];
        for (const bar of bars) {
          const begin = bar.end - bar.milliseconds;
          let row = ends.findIndex((end) => end <= begin + 0.5);
          if (row < 0) row = ends.length < 8 ? ends.length : 7;
          ends[row] = bar.end;
          bar.row = row;
          bar.straggler = bar.milliseconds > STRAGGLER_MILLISECONDS && bar.milliseconds / bar.count > STRAGGLER * usual.get(bar.run);
        }
        return { evaluator, bars, rows: Math.max(1, ends.length) };
      });
    const wanted = Math.max(LANE, lanes.length * LANE + 26);
    if (read) read = done.work.find((each) => each.evaluator === read.evaluator && each.end === read.end && each.first === read.first) ?? null;
    if (wanted === height) chart.paint();
    else open(wanted);
  }

  function open(wanted) {
    const focused = chart !== null && document.activeElement === chart.element;
    height = wanted;
    chart?.close();
    chart = canvas(place, height, draw);
    chart.element.tabIndex = 0;
    chart.element.setAttribute("role", "img");
    chart.element.setAttribute("aria-label", "Who evaluated what, a lane for each evaluator");
    chart.element.addEventListener("mousemove", point);
    chart.element.addEventListener("keydown", step);
    if (focused) chart.element.focus({ preventScroll: true });
    chart.paint();
  }

  // Left and right: the bar before and after; up and down: another evaluator at the same time.
  function step(event) {
    const move = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (!move) return;
    event.preventDefault();
    const filled = lanes.filter((lane) => lane.bars.length > 0);
    if (filled.length === 0) return;
    const at = Math.max(0, filled.findIndex((lane) => lane.bars.includes(read)));
    const lane = filled[Math.min(Math.max(at + move[0], 0), filled.length - 1)];
    const near = (time) => lane.bars.reduce((a, b) => (Math.abs(b.end - time) < Math.abs(a.end - time) ? b : a));
    const bar = read === null ? lane.bars.at(-1) : move[0] !== 0 ? near(read.end) : lane.bars[lane.bars.indexOf(read) + move[1]];
    if (bar) tell(bar);
  }

  function tell(bar) {
    read = bar;
    detail.replaceChildren(
      `${bar.evaluator}: `,
      h("a", { href: `#${path("runs", bar.run)}` }, bar.run),
      `, generation ${count(bar.generation)}, candidates ${bar.first} to ${bar.first + bar.count - 1}, shard ${bar.shard}: `,
      `${number(bar.milliseconds, 3)} ms` +
        (bar.failed > 0 ? `, ${bar.failed} failed` : "") +
        (bar.attempt > 0 ? `, attempt ${bar.attempt + 1}` : "") +
        (bar.straggler ? ", a straggler" : ""),
    );
    chart.paint();
  }

  const left = 130;
  const x = (time, width) => left + ((time - work.from) / (work.to - work.from)) * (width - left - 10);

  function draw(context, width, all) {
    if (work.from === 0) return; // nothing has come yet
    context.font = "12px system-ui, sans-serif";
    const runs = [...new Set(work.work.map((each) => each.run))].sort();
    const colours = runs.map((run, i) => colour(PALETTE[i % PALETTE.length]));
    const danger = colour("--danger");
    const outline = colour("--text");
    lanes.forEach((lane, i) => {
      const top = i * LANE;
      context.fillStyle = colour("--muted");
      context.textAlign = "left";
      context.fillText(lane.evaluator.slice(0, 18), 2, top + LANE / 2 + 4);
      context.fillStyle = colour("--grid");
      context.fillRect(left, top + LANE - 1, width - left - 10, 1);
      const size = (LANE - 6) / lane.rows;
      for (const bar of lane.bars) {
        const begin = x(bar.end - bar.milliseconds, width);
        const end = x(bar.end, width);
        context.fillStyle = bar.failed > 0 ? danger : colours[runs.indexOf(bar.run)];
        bar.box = { x: Math.max(left, begin), y: top + 3 + bar.row * size, w: Math.max(1, end - Math.max(left, begin)), h: Math.max(1, size - 1) };
        context.fillRect(bar.box.x, bar.box.y, bar.box.w, bar.box.h);
        context.strokeStyle = outline;
        if (bar.straggler) context.strokeRect(bar.box.x, bar.box.y, bar.box.w, bar.box.h);
        if (bar === read) {
          context.lineWidth = 3;
          context.strokeRect(bar.box.x - 1, bar.box.y - 1, bar.box.w + 2, bar.box.h + 2);
          context.lineWidth = 1;
        }
      }
    });
    context.fillStyle = colour("--muted");
    context.textAlign = "center";
    const seconds = (work.to - work.from) / 1000;
    for (let i = 0; i <= 4; i += width < 480 ? 2 : 1) {
      const ago = seconds * (1 - i / 4);
      context.textAlign = i === 4 ? "right" : i === 0 ? "left" : "center";
      context.fillText(i === 4 ? "now" : `−${number(ago, 3)} s`, x(work.to - 1000 * ago, width), all - 6);
    }
    if (lanes.length === 0) {
      context.textAlign = "left";
      context.fillText("nobody evaluated anything", 2, 18);
    }
  }

  function point(event) {
    const place = event.target.getBoundingClientRect();
    const at = { x: event.clientX - place.left, y: event.clientY - place.top };
    for (const lane of lanes) {
      for (const bar of lane.bars) {
        const box = bar.box;
        if (box && at.x >= box.x - 1 && at.x <= box.x + box.w + 1 && at.y >= box.y && at.y <= box.y + box.h + 1) {
          tell(bar);
          return;
        }
      }
    }
  }

  open(LANE);
  load();
  return {
    redraw: () => chart.paint(),
    close: () => {
      closed = true;
      clearTimeout(timer);
      chart.close();
    },
  };
}
