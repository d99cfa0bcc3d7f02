// A canvas that has the pixels of the screen and fits its place.
export function canvas(place, height, draw) {
  const element = document.createElement("canvas");
  element.style.width = "100%";
  element.style.height = `${height}px`;
  place.replaceChildren(element);
  const context = element.getContext("2d");
  const paint = () => {
    const ratio = window.devicePixelRatio || 1;
    const width = Math.max(100, place.clientWidth);
    if (element.width !== Math.round(width * ratio) || element.height !== Math.round(height * ratio)) {
      element.width = Math.round(width * ratio);
      element.height = Math.round(height * ratio);
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    draw(context, width, height);
  };
  const observer = new ResizeObserver(paint);
  observer.observe(place);
  return { element, paint, close: () => observer.disconnect() };
}

// From blue over green to yellow: also readable without colour, since it grows lighter.
const STOPS = [
  [68, 1, 84],
  [59, 82, 139],
  [33, 145, 140],
  [94, 201, 98],
  [253, 231, 37],
];

export function shade(share) {
  const place = Math.min(Math.max(share, 0), 1) * (STOPS.length - 1);
  const low = Math.min(Math.floor(place), STOPS.length - 2);
  const part = place - low;
  const mix = STOPS[low].map((value, i) => Math.round(value + part * (STOPS[low + 1][i] - value)));
  return `rgb(${mix.join(",")})`;
}
