/** What lies in a case in quantities, and counting it: as many as the plan says, until somebody says otherwise. */
import { nameOf } from "../core/names.js"
import { once } from "../core/once.js"
import { empty, html, icon, nothing } from "../core/ui.js"
import { n, number, t } from "../core/words.js"
import { row, state } from "../core/world.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** A quantity in a case: what it is, how many there should be. @typedef {{name: string, planned: number}} Amount */

/** More of one thing fit in no case. */
const MOST = 99_999

/** @type {Record<string, import("../core/screen.js").Screen>} */
export const screens = {
  count: {
    show: (context) => {
      const amounts = amountsIn(context.key)
      return {
        title: t("Count"), eyebrow: nameOf(`case:${context.key}`), back: `#case/${context.key}`, tabs: false,
        main: amounts.length ? html`${amounts.map((one, at) => counter(context, one, at))}` : empty("hash", t("Nothing to count"), t("The list names no quantities in this case.")),
        foot: amounts.length ? html`<button class="btn btn--act btn--xl" @click=${() => save(context, amounts)}>${icon("check")}${t("Save the count")}</button>` : nothing,
      }
    },
  },
}

/** The quantities in a case. @param {string|number} key @returns {Amount[]} */
export const amountsIn = (key) => (row("content", key)?.lines ?? []).map((/** @type {[string, number]} */ [name, planned]) => ({ name, planned }))

/** How many there were when somebody last counted; null if nobody did. @param {string|number} key @param {string} name @returns {number|null} */
export const counted = (key, name) => {
  const known = state("case", key).counted ?? {}
  return Object.hasOwn(known, name) ? known[name] : null
}

/** @param {Context} context @param {Amount} one @param {number} at */
const counter = (context, { name, planned }, at) => {
  const now = () => countOf(context, { name, planned })
  const set = (/** @type {number} */ to) => {
    context.memory.counts = { ...context.memory.counts, [name]: Math.min(MOST, Math.max(0, Math.trunc(to) || 0)) }
    context.draw()
  }
  // What is drawn may be older than the last tap.
  const step = (/** @type {number} */ by) => () => set(now() + by)
  return html`<section class="card stack gap-s"><label for="count-${at}"><b>${name}</b> <span class="muted">${t("{count} planned", { count: number(planned) })}</span></label><div class="row">
    <button class="btn btn--icon" aria-label=${t("One less")} ?disabled=${now() <= 0} @click=${step(-1)}>${icon("minus")}</button>
    <input class="input input--l grow mid" id="count-${at}" type="number" inputmode="numeric" min="0" max=${MOST} .value=${String(now())} @change=${(/** @type {Event} */ event) => set(Number(/** @type {HTMLInputElement} */ (event.target).value))}>
    <button class="btn btn--icon" aria-label=${t("One more")} @click=${step(1)}>${icon("plus")}</button></div></section>`
}

/** @param {Context} context @param {Amount} one @returns {number} */
const countOf = ({ key, memory }, { name, planned }) => (Object.hasOwn(memory.counts ?? {}, name) ? memory.counts[name] : null) ?? counted(key, name) ?? planned

/** One entry a quantity, so that each can be taken back. @param {Context} context @param {Amount[]} amounts */
const save = (context, amounts) => once(context.memory, context.draw, async () => {
  let short = 0
  for (const { name, planned } of amounts) {
    const count = countOf(context, { name, planned })
    if (!await context.record("Counted", `case:${context.key}`, { name, count, planned })) return false
    short += Math.max(0, planned - count)
  }
  context.go("#scan", { replace: true })
  if (short) context.say(n("{count} is missing. Kept for the lead.", "{count} are missing. Kept for the lead.", short), { tone: "warn" })
  else context.say(t("All there. Saved on this phone."))
  return true
})
