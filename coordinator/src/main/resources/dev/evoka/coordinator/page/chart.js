// Charts, by uPlot, in the page's colours.
/* global uPlot */
import { number } from "./format.js";

export const PALETTE = ["--series-1", "--series-2", "--series-3", "--series-4", "--series-5", "--series-6"];

// A canvas does not know light-dark() and var(): the browser works the colour out on an element.
const probe = document.createElement("span");
probe.hidden = true;
document.body.append(probe);

export function colour(name) {
  probe.style.color = `var(${name})`;
  return getComputedStyle(probe).color;
}

function axis(extra) {
  return {
    stroke: colour("--muted"),
    grid: { stroke: colour("--grid"), width: 1 },
    ticks: { stroke: colour("--grid"), width: 1 },
    font: "12px system-ui, sans-serif",
    ...extra,
  };
}

// Below this nobody tells one error from another, and a logarithmic axis has no end.
const LEAST = 1e-40;

// A logarithm of what is not positive does not exist: such values are left out.
export function positive(values) {
  return values.map((value) => (value > 0 ? Math.max(value, LEAST) : null));
}

// Ticks of a logarithmic axis: powers of ten, not more than a dozen; between few of them 2 and 5 too.
function powers(plot, axis, low, high) {
  const first = Math.floor(Math.log10(low));
  const last = Math.ceil(Math.log10(high));
  const step = Math.max(1, Math.ceil((last - first) / 12));
  const ticks = [];
  for (let exponent = first; exponent <= last; exponent += step) {
    for (const factor of last - first <= 3 ? [1, 2, 5] : [1]) ticks.push(Number(`${factor}e${exponent}`));
  }
  return ticks.filter((tick) => tick >= low * 0.999 && tick <= high * 1.001);
}

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function power(value) {
  const exponent = Math.log10(value);
  if (Math.abs(exponent - Math.round(exponent)) > 1e-9) return number(value, 3);
  if (value >= 0.001 && value <= 1000) return String(Number(value.toPrecision(3)));
  const digits = [...String(Math.abs(Math.round(exponent)))].map((digit) => SUPERSCRIPTS[digit]).join("");
  return `10${exponent < 0 ? "⁻" : ""}${digits}`;
}

// Draws a chart into an element, and fits it whenever the element's size changes.
//
// series: [{label, colour, width, dash, show}], bands: [{series: [upper, lower], fill}]
export class Chart {
  constructor(element, { height = 300, series, bands = [], log = false, xLabel = "", yLabel = "", onZoom, onReset }) {
    this.element = element;
    this.options = { height, series, bands, log, xLabel, yLabel, onZoom, onReset };
    this.data = [[], ...series.map(() => [])];
    this.observer = new ResizeObserver(() => this.fit());
    this.observer.observe(element);
    this.draw();
  }

  draw() {
    this.ends = undefined;
    const { height, series, bands, log, xLabel, yLabel, onZoom, onReset } = this.options;
    this.plot?.destroy();
    this.plot = new uPlot(
      {
        width: Math.max(200, this.element.clientWidth),
        height,
        cursor: { drag: { x: true, y: false } },
        scales: { x: { time: false }, y: log ? { distr: 3 } : {} },
        axes: [
          axis({ label: xLabel, labelSize: 20, size: 36 }),
          axis({
            label: yLabel,
            labelSize: 18,
            size: 64,
            splits: log ? powers : undefined,
            filter: log ? (plot, splits) => splits : undefined,
            values: (plot, splits) =>
              splits.map((value) => (value === null ? "" : log ? power(value) : number(value, 4))),
          }),
        ],
        series: [
          { label: xLabel || "x", value: (plot, value) => (value === null ? "–" : number(value, 9)) },
          ...series.map((each) => ({
            label: each.label,
            stroke: each.colour ? colour(each.colour) : undefined,
            width: each.width ?? 2,
            dash: each.dash,
            show: each.show ?? true,
            points: { show: each.points ?? false },
            spanGaps: true,
            value: (plot, value) => (value === null ? "–" : number(value)),
          })),
        ],
        bands: bands.map((band) => ({ series: band.series, fill: colour(band.fill) })),
        hooks: {
          setSelect: [
            (plot) => {
              if (onZoom && plot.select.width > 0) {
                onZoom(
                  plot.posToVal(plot.select.left, "x"),
                  plot.posToVal(plot.select.left + plot.select.width, "x"),
                );
              }
            },
          ],
        },
      },
      this.data,
      this.element,
    );
    if (onReset) this.plot.over.addEventListener("dblclick", onReset);
  }

  // Data column by column: x, then one column for each series.
  set(data) {
    const zoomed = this.zoomed();
    this.data = data;
    this.ends = [data[0][0], data[0].at(-1)];
    this.plot.setData(data, !zoomed);
    if (zoomed) this.plot.redraw();
  }

  // Shows other data in the same stretch.
  detail(data) {
    this.data = data;
    this.plot.setData(data, false);
    this.plot.redraw();
  }

  zoomed() {
    const { min, max } = this.plot.scales.x;
    const [first, last] = this.ends ?? [];
    return first !== undefined && first < last && min !== null && (min > first || max < last);
  }

  change(options) {
    Object.assign(this.options, options);
    this.draw();
  }

  fit() {
    const width = Math.max(200, this.element.clientWidth);
    if (width !== this.plot.width) this.plot.setSize({ width, height: this.options.height });
  }

  destroy() {
    this.observer.disconnect();
    this.plot.destroy();
  }
}
