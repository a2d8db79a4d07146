/** Another show: which ones there are is asked of the server. */
import { choose, shows } from "../core/start.js"
import { chip, empty, html, icon } from "../core/ui.js"
import { t } from "../core/words.js"
import { show } from "../core/world.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("../core/start.js").Show} Show */

/** @type {Record<string, import("../core/screen.js").Screen>} */
export const screens = {
  shows: {
    show: (context) => ({ title: t("Another show"), eyebrow: t("This phone"), back: "#more", main: list(context) }),
    enter: async (context) => {
      context.memory.found = await shows()
      context.draw()
    },
    leave: ({ memory }) => { memory.wanted = null },
  },
}

/** @param {Context} context */
const list = (context) => {
  /** @type {Show[]|undefined} */
  const found = context.memory.found
  if (!found) return html`<p class="muted" aria-busy="true">${t("Asking the server…")}</p>`
  if (!found.length) return empty("wifi-off", t("No signal"), t("Which shows there are only the server knows."), { tone: "warn" })
  return html`<div class="card card--flush list">${found.map(({ id, name }) => html`<button aria-pressed=${String(id === show())} @click=${() => change(context, id)}>
    <b class="grow">${name}</b>${id === show() ? chip(t("This phone is on it"), "idle", { here: true, icon: "check" }) : icon("chevron-right", { turn: true })}</button>`)}</div>`
}

/** @param {Context} context @param {string} id */
const change = async (context, id) => {
  context.memory.wanted = id
  await choose(id)
  // Somebody tapped another meanwhile, or went elsewhere.
  if (context.memory.wanted === id) context.go("#scan", { replace: true })
}
