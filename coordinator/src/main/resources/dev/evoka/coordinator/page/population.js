// The candidates of the newest generation: histogram of their errors, and where they lie in the search space.
import { get, path } from "./api.js";
import { canvas, shade } from "./canvas.js";
import { colour } from "./chart.js";
import { h, text } from "./dom.js";
import { count, number } from "./format.js";

const BINS = 30;
const MOST_AXES = 20;
const PAUSE = 2_000;

export function populationView(id) {
  let data = null;
  let asked = 0;
  let pending = null;
  const caption = h("p", { class: "muted" }, "waiting for a generation");
  const histogramPlace = h("div", { class: "chart" });
  const spacePlace = h("div", { class: "chart" });
  const spaceTitle = h("h2", {}, "Candidates");
  const spaceCaption = h("p", { class: "muted" });
  const element = h(
    "div",
    { class: "columns" },
    h("section", { class: "card" }, h("h2", {}, "Errors of the population"), caption, histogramPlace),
    h("section", { class: "card" }, spaceTitle, spaceCaption, spacePlace),
  );
  const histogram = canvas(histogramPlace, 220, drawHistogram);
  const space = canvas(spacePlace, 260, drawSpace);

  // Asks for the newest generation, at most every two seconds.
  function refresh() {
    if (pending) return;
    pending = setTimeout(load, Math.max(0, asked + PAUSE - Date.now()));
  }

  async function load() {
    asked = Date.now();
    try {
      data = await get(`${path("runs", id)}/generations/newest/candidates?limit=500`);
      text(caption, `generation ${count(data.generation)}, ${count(data.population)} candidates`);
      describe();
    } catch (error) {
      text(caption, error.message);
      data = data && error.status === 404 ? data : null;
    }
    pending = null;
    histogram.paint();
    space.paint();
  }

  function describe() {
    const dimension = data.names.length;
    if (data.parameters.length === 0) text(spaceCaption, "candidates are named by their index: there is nothing to draw");
    else if (dimension <= MOST_AXES) text(spaceCaption, "a line for each candidate, the best light; an axis for each parameter");
    else text(spaceCaption, `${dimension} parameters from left to right, candidates from the best down; light is high`);
    text(spaceTitle, dimension > MOST_AXES ? "Candidates (heat map)" : "Candidates (parallel coordinates)");
  }

  function drawHistogram(context, width, height) {
    if (!data) return;
    const errors = data.error.filter((value) => value !== null);
    if (errors.length === 0) return;
    const low = Math.min(...errors);
    const high = Math.max(...errors);
    const log = low > 0 && high / low > 100;
    const scale = (value) => (log ? Math.log10(value) : value);
    const from = scale(low);
    const range = scale(high) - from || 1;
    const bins = new Array(BINS).fill(0);
    errors.forEach((value) => bins[Math.min(BINS - 1, Math.floor(((scale(value) - from) / range) * BINS))]++);
    const most = Math.max(...bins);
    const digits = number(low, 3) === number(high, 3) ? 8 : 3;
    const left = 34;
    const bottom = 24;
    const step = (width - left - 8) / BINS;
    context.font = "12px system-ui, sans-serif";
    context.fillStyle = colour("--muted");
    context.textAlign = "right";
    context.fillText(String(most), left - 6, 14);
    context.fillText("0", left - 6, height - bottom);
    context.textAlign = "left";
    context.fillText(number(low, digits), left, height - 6);
    context.textAlign = "center";
    if (log) context.fillText("logarithmic", (left + width) / 2, height - 6);
    context.textAlign = "right";
    context.fillText(number(high, digits), width - 8, height - 6);
    context.fillStyle = colour("--series-1");
    bins.forEach((bin, i) => {
      const size = ((height - bottom - 10) * bin) / most;
      context.fillRect(left + i * step + 1, height - bottom - size, Math.max(1, step - 2), size);
    });
  }

  function drawSpace(context, width, height) {
    if (!data || data.parameters.length === 0) return;
    if (data.names.length > MOST_AXES) heatMap(context, width, height);
    else parallel(context, width, height);
  }

  function ranges() {
    return data.names.map((name, j) => {
      const values = data.parameters.map((row) => row[j]).filter((value) => value !== null);
      const low = Math.min(...values);
      return { low, high: Math.max(...values), size: Math.max(...values) - low || 1 };
    });
  }

  function parallel(context, width, height) {
    const axes = ranges();
    const left = 30;
    const right = width - 30;
    const top = 20;
    const bottom = height - 34;
    const x = (j) => (axes.length === 1 ? (left + right) / 2 : left + (j * (right - left)) / (axes.length - 1));
    const y = (j, value) => bottom - ((value - axes[j].low) / axes[j].size) * (bottom - top);
    const rows = data.parameters.slice(0, 200);
    context.lineWidth = 1;
    for (let i = rows.length - 1; i >= 0; i--) {
      context.strokeStyle = shade(rows.length === 1 ? 1 : 1 - i / (rows.length - 1));
      context.globalAlpha = i === 0 ? 1 : 0.45;
      context.lineWidth = i === 0 ? 2 : 1;
      context.beginPath();
      if (axes.length === 1) {
        context.moveTo(left, y(0, rows[i][0]));
        context.lineTo(right, y(0, rows[i][0]));
      }
      rows[i].forEach((value, j) => (j === 0 ? context.moveTo(x(j), y(j, value)) : context.lineTo(x(j), y(j, value))));
      context.stroke();
    }
    context.globalAlpha = 1;
    context.lineWidth = 1;
    context.strokeStyle = colour("--muted");
    context.fillStyle = colour("--muted");
    context.font = "11px system-ui, sans-serif";
    context.textAlign = "center";
    const every = Math.ceil(axes.length / Math.max(1, Math.floor(width / 64)));
    axes.forEach((axis, j) => {
      context.beginPath();
      context.moveTo(x(j), top);
      context.lineTo(x(j), bottom);
      context.stroke();
      if (j % every !== 0) return;
      context.fillText(number(axis.high, 3), x(j), top - 6);
      context.fillText(number(axis.low, 3), x(j), bottom + 13);
      context.fillText(data.names[j].slice(0, 10), x(j), bottom + 27);
    });
  }

  function heatMap(context, width, height) {
    const rows = data.parameters.slice(0, 100);
    const axes = ranges();
    const cell = width / axes.length;
    const bottom = 18;
    const line = (height - bottom) / rows.length;
    rows.forEach((row, i) =>
      row.forEach((value, j) => {
        context.fillStyle = shade((value - axes[j].low) / axes[j].size);
        context.fillRect(j * cell, i * line, Math.ceil(cell), Math.ceil(line));
      }),
    );
    context.clearRect(0, height - bottom, width, bottom); // the last line was rounded up
    context.fillStyle = colour("--muted");
    context.font = "11px system-ui, sans-serif";
    context.textAlign = "left";
    context.fillText(data.names[0].slice(0, 20), 0, height - 4);
    context.textAlign = "right";
    context.fillText(data.names.at(-1).slice(0, 20), width, height - 4);
  }

  return {
    element,
    refresh,
    redraw: () => (histogram.paint(), space.paint()),
    close: () => {
      clearTimeout(pending);
      histogram.close();
      space.close();
    },
  };
}
