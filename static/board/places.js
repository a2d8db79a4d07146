/** Places against the plan: zones, docks or trucks, late ones first. */
import { instant } from "../core/entry.js"
import { chip, html, nothing } from "../core/ui.js"
import { n, number, t, time } from "../core/words.js"
import { done, pace } from "../gear/counts.js"
import { bar } from "./bar.js"
import { figures, placesOf } from "./figures.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {import("../gear/counts.js").Count} Count */

/** @type {[kind: string, words: () => string][]} */
const KINDS = [["zone", () => t("Zones")], ["dock", () => t("Docks")], ["truck", () => t("Trucks")]]

/** @param {Context} context */
export const places = (context) => {
  const by = context.memory.by ?? (figures().leg === "out" ? "truck" : "zone")
  const lines = placesOf(by).map((place) => line(place, context)).sort((a, b) => Number(b.late) - Number(a.late))
  return html`<section class="card stack gap-s" aria-label=${t("Places")}><div class="seg" role="group" aria-label=${t("Show")}>${KINDS.map(([kind, words]) => html`<button
    aria-pressed=${kind === by} @click=${() => choose(context, kind)}>${words()}</button>`)}</div>
    ${lines.length ? html`<ul class="zones">${lines.map(({ shown }) => html`<li>${shown}</li>`)}</ul>` : html`<p class="muted">${t("Nothing is planned here")}</p>`}</section>`
}

/** @param {Context} context @param {string} kind */
const choose = (context, kind) => {
  context.memory.by = kind
  context.draw()
}

/** @param {Row} place @param {Context} context */
const line = (place, context) => {
  const { leg, counts } = figures()
  const count = /** @type {Count} */ (counts.get(`${place.kind}:${place.id}`))
  const is = done(count, leg)
  const how = pace(count, leg, place.due, instant(context.now()))
  return { late: how === "late", shown: html`<a class="zone" href="#place/${place.kind}:${place.id}"><span class="row"><strong class="grow clip">${place.name}</strong>
    <span class="num">${number(is)}<span class="muted">/${number(count.total)}</span></span>${stand(how, count.total - is, place.due)}</span>
    ${bar(count, leg, how === "late" ? "stop" : "ok")}</a>` }
}

/**
 * Its state: full, late since when, or how many are to come.
 * @param {string} how
 * @param {number} left
 * @param {string|null} due
 */
export const stand = (how, left, due) => {
  if (how === "full") return chip(t("Full"), "ok")
  if (how === "late") return chip(n("{count} late", "{count} late", left), "stop")
  if (how === "empty") return nothing
  return chip(due ? t("{count} by {time}", { count: left, time: time(due) }) : n("{count} to come", "{count} to come", left), "idle")
}
