/** Against the plan: zones, docks, trucks or departments, the worst first. */
import { html, nothing } from "../core/ui.js"
import { number, t } from "../core/words.js"
import { done } from "../gear/counts.js"
import { bar } from "./bar.js"
import { figures, groupOf, named, outlookOf } from "./figures.js"
import { isUnrolled } from "./roll.js"
import { expected, standing, standingChip } from "./told.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("./figures.js").Named} Named */

/** @type {[kind: string, words: () => string][]} */
const KINDS = [["zone", () => t("Zones")], ["dock", () => t("Docks")], ["truck", () => t("Trucks")], ["department", () => t("Departments")]]

/** So many lines are on a phone's screen before somebody moves it. */
const GLANCED = 3

/** The first of them until the board is unrolled. @param {Context} context */
export const places = (context) => {
  const by = context.memory.by ?? (figures().leg === "out" ? "truck" : "zone")
  const lines = named(by).map((one) => line(one, context.now())).sort((a, b) => a.rank - b.rank).slice(0, isUnrolled() ? Infinity : GLANCED)
  return html`<section class="card stack gap-s" aria-label=${t("Places")}><div class="seg seg--kinds" role="group" aria-label=${t("Show")}>${KINDS.map(([kind, words]) => html`<button
    aria-pressed=${kind === by} @click=${() => choose(context, kind)}>${words()}</button>`)}</div>
    ${lines.length ? html`<ul class="zones">${lines.map(({ shown }) => html`<li>${shown}</li>`)}</ul>` : html`<p class="muted">${t("Nothing is planned here")}</p>`}</section>`
}

/** @param {Context} context @param {string} kind */
const choose = (context, kind) => {
  context.memory.by = kind
  context.draw()
}

/** @param {Named} one @param {number} now */
const line = (one, now) => {
  const { count } = groupOf(one.ref)
  const how = outlookOf(one.ref, now)
  const state = standing(one, how, now)
  const soon = expected(how, now)
  return { rank: rankOf(state), shown: html`<a class="zone" href="#place/${one.ref}"><span class="row"><strong class="grow clip">${one.name}</strong>
    <span class="num">${number(done(count, figures().leg))}<span class="muted">/${number(count.total)}</span></span>${standingChip(state)}</span>
    ${bar(count, figures().leg, { planned: how.planned, tone: shade(state) })}${soon ? html`<span class="small muted">${soon}</span>` : nothing}</a>` }
}

/** What should be full comes first, then what is far behind, then what is a little. @param {ReturnType<typeof standing>} state */
export const rankOf = (state) => (state?.late ? 0 : ["stop", "warn"].includes(state?.tone ?? "") ? ["", "stop", "warn"].indexOf(state?.tone ?? "") : 3)

/** A bar is green until it is late. @param {ReturnType<typeof standing>} state */
export const shade = (state) => (state === null || state.tone === "idle" ? "ok" : state.tone)
