// Questions that need more than a click.
import { h, text } from "./dom.js";

// Asks in a dialog. The answer is what `send` gives; what it throws is shown, and the dialog stays.
export function ask(title, hint, fields, action, send) {
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const button = h("button", { type: "submit", class: "main" }, action);
  const dialog = h(
    "dialog",
    { class: fields.some((field) => field.tagName === "TEXTAREA") ? "wide" : "" },
    h(
      "form",
      {
        onsubmit: async (event) => {
          event.preventDefault();
          button.disabled = true;
          try {
            await send();
            dialog.close();
          } catch (error) {
            text(problem, error.message);
            problem.hidden = false;
          }
          button.disabled = false;
        },
      },
      h("h2", {}, title),
      h("p", { class: "muted" }, hint),
      ...fields.map((field) => (field.dataset.label ? h("label", { class: "field" }, field.dataset.label, field) : field)),
      problem,
      h("div", { class: "buttons" }, h("button", { type: "button", onclick: () => dialog.close() }, "cancel"), button),
    ),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

export function field(label, properties) {
  const input = h("input", { type: "text", ...properties });
  input.dataset.label = label;
  return input;
}
