/** One list: each row is a tick, done with one tap, signal or no signal. */
import { status } from "../core/status.js"
import { picture, retry } from "../core/pictures.js"
import { age, chip, empty, html, icon, meter, nothing, notice, repeat } from "../core/ui.js"
import { n, number, t } from "../core/words.js"
import { own, row } from "../core/world.js"
import { ashore } from "./ashore.js"
import { tickrow } from "./tickrow.js"
import { whole } from "./steps.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {import("./screens.js").Cases} Cases */
/** @typedef {import("./steps.js").Whole} Whole */

/** Below a list's own address: the cases its truck waits for. */
const ASHORE = "/ashore"

/** @param {Cases} cases @returns {import("../core/screen.js").Screen} */
export const page = (cases) => ({
  show: (context) => {
    const list = row("list", context.key.replace(ASHORE, ""))
    if (!list) return { title: t("List"), back: "#lists", main: empty("clipboard-list", t("This phone does not know that list")) }
    return context.key.endsWith(ASHORE) ? ashore(cases, list) : view(context, whole(list, cases.load))
  },
  enter: retry,
})

/** @param {Context} context @param {Whole} found @returns {import("../core/screen.js").View} */
const view = (context, found) => ({
  title: found.list.name, back: "#lists",
  main: html`${progress(found)}${found.contested ? contested(context, found.contested) : nothing}
    <div class="card card--flush ticks" role="group" aria-label=${t("Steps")}>${repeat(found.steps, ({ step }) => step.id, (one) => tickrow(context, found, one))}</div>
    ${photos(context, found)}${age(status.fresh)}`,
  foot: foot(context, found),
})

/** @param {Whole} found */
const progress = ({ done, total }) => html`<section class="stack gap-s" aria-label=${t("Progress")}><div class="row row--base"><p class="grow"><span class="num num--4">${number(done)}</span>
  <span class="muted">${t("of {total} done", { total: number(total) })}</span></p>${total && done === total ? chip(t("All done"), "ok") : nothing}</div>
  ${meter(done, total, { small: true })}</section>`

/** Two phones said the opposite. A lead may settle it; looking again and ticking does, too. @param {Context} context @param {number} count */
const contested = (context, count) => notice("stop", html`<strong>${n("{count} step is contested: it counts as not done.", "{count} steps are contested: they count as not done.", count)}</strong><br>
  ${context.may("lead") ? html`<a href="#findings">${t("Settle it")}</a>` : t("Look at it, then tick it again.")}`)

/** @param {Context} context @param {Whole} found */
const photos = (context, { steps }) => {
  const proven = steps.filter(({ state, standing }) => state.photo && standing === "done")
  return proven.length ? html`<div class="photos">${proven.map(({ step, state }) => picture(context, state.photo, t("Photo: {step}", { step: step.text })))}</div>` : nothing
}

/** @param {Context} context @param {Whole} found */
const foot = (context, found) => {
  const last = lastOf(context, found)
  const waits = found.steps.some(({ standing }) => standing === "waiting")
  if (!last && !waits) return nothing
  return html`<div class="row">${last ? html`<button class="btn grow" aria-label=${t("Undo last: {step}", { step: context.nameOf(last.subject) })} @click=${() => undone(context, last)}>${
    icon("undo-2", { turn: true })}${t("Undo last")}</button>` : nothing}
    ${waits ? html`<a class="btn btn--act grow" href="#scan">${icon("scan-line")}${t("Scan cases")}</a>` : nothing}</div>`
}

/** What this person did last on this list with this phone. @param {Context} context @param {Whole} found */
const lastOf = (context, { steps }) => {
  const mine = new Set(steps.map(({ step }) => `step:${step.id}`))
  const me = context.me()?.id
  return own().find(({ entry, counts, phase }) => counts && phase !== "parked" && entry.by === me && entry.kind !== "Undone" && mine.has(entry.subject))?.entry
}

/** @param {Context} context @param {{id: string, subject: string}} entry */
const undone = async (context, entry) => {
  const undo = await context.undo(entry)
  if (undo) context.say(t("Undone"), { undo })
}
