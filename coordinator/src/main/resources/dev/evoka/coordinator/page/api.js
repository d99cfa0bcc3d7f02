// The REST service, and its stream of events.
const BASE = "api/v1";
const TOKEN = "evoka.token";
const LONGEST_PAUSE = 10_000;

export class Refusal extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

function headers(more = {}) {
  const token = sessionStorage.getItem(TOKEN);
  return token ? { ...more, Authorization: `Bearer ${token}` } : more;
}

export function setToken(token) {
  sessionStorage.setItem(TOKEN, token);
}

async function refusal(response) {
  const problem = await response.json().catch(() => ({}));
  return new Refusal(response.status, problem.detail ?? `the coordinator answers ${response.status}`);
}

export async function get(path) {
  const response = await fetch(`${BASE}${path}`, { headers: headers() });
  if (!response.ok) throw await refusal(response);
  return response.json();
}

export async function post(path, body) {
  const response = await fetch(`${BASE}${path}`, {
    method: "POST",
    headers: headers(body === undefined ? {} : { "Content-Type": "application/json" }),
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw await refusal(response);
  return response.json();
}

// Begins the run of a spec.
export async function submit(spec) {
  const response = await fetch(`${BASE}/runs`, {
    method: "POST",
    headers: headers({ "Content-Type": "application/yaml" }),
    body: spec,
  });
  if (!response.ok) throw await refusal(response);
  return response.json();
}

export function path(...parts) {
  return parts.map((part) => `/${encodeURIComponent(part)}`).join("");
}

// Follows a stream of events until the returned function is called. Comes back by itself after an interruption, and
// lets go of the connection while nobody sees the page. The address is asked for anew each time, so that it can say
// what is known already.
export function follow(address, onEvent, onState) {
  let closed = false;
  let aborter = null;
  let wake = () => {};
  const visible = () => (document.hidden ? aborter?.abort() : wake());
  document.addEventListener("visibilitychange", visible);
  const run = async () => {
    let pause = 250;
    while (!closed) {
      if (document.hidden) {
        await new Promise((resolve) => (wake = resolve));
        continue;
      }
      aborter = new AbortController();
      try {
        const response = await fetch(`${BASE}${address()}`, { headers: headers(), signal: aborter.signal });
        if (!response.ok) throw await refusal(response);
        onState("live");
        pause = 250;
        await read(response.body, onEvent);
      } catch (error) {
        if (closed || document.hidden) continue;
        const refused = error instanceof Refusal && error.status < 500;
        onState(refused ? "refused" : "lost", error);
        if (refused) return;
      }
      if (closed) return;
      onState("lost");
      await new Promise((resolve) => setTimeout(resolve, pause));
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    }
  };
  run();
  return () => {
    closed = true;
    document.removeEventListener("visibilitychange", visible);
    aborter?.abort();
    wake();
  };
}

async function read(body, onEvent) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    buffer += value;
    let end;
    while ((end = buffer.indexOf("\n\n")) >= 0) {
      const event = parse(buffer.slice(0, end));
      buffer = buffer.slice(end + 2);
      if (event) onEvent(event.name, event.data);
    }
  }
}

function parse(block) {
  let name = "message";
  let data = "";
  for (const line of block.split("\n")) {
    if (line.startsWith("event: ")) name = line.slice(7);
    else if (line.startsWith("data: ")) data += line.slice(6);
  }
  return data === "" ? null : { name, data: JSON.parse(data) };
}
