/** What a case holds: other cases, and theirs, with where each of them is; then single things and quantities. */
import { chip, html, icon, nothing } from "../core/ui.js"
import { number, t } from "../core/words.js"
import { row, rows } from "../core/world.js"
import { amountsIn, counted } from "./counting.js"
import { where } from "./rules.js"
import { lastSeen } from "./seen.js"
import { site } from "./site.js"
import { takeOut } from "./unpacking.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {import("./rules.js").Site} Site */

/** The section of a case's own page. @param {Context} context @param {number} id */
export const contents = (context, id) => {
  const lines = [...cases(context, id), ...things(id), ...amounts(id)]
  return html`<section class="card card--flush"><h2 class="cardhead">${t("Contents")}</h2><div class="list list--s">${
    lines.length ? lines : html`<p class="muted">${t("The list names nothing in it.")}</p>`}</div></section>`
}

/** Cases that lie in it, through others too, the nearer first; and those that should, and lie elsewhere. @param {Context} context @param {number} id */
const cases = (context, id) => {
  const now = site()
  return rows("case").map((one) => ({ one, depth: where(one.id, now).trail.indexOf(id) }))
    .filter(({ one, depth }) => depth > 0 || (depth < 0 && one.inside === id))
    .sort((a, b) => a.depth - b.depth).map(({ one, depth }) => (depth === 1 ? inner(context, one) : other(one, depth, now)))
}

/** One that lies in it directly. @param {Context} context @param {Row} one */
const inner = (context, { id, code, name }) => html`<div><a class="grow plain" href="#case/${id}"><b class="code">${code}</b> ${name}</a>
  <button class="btn btn--s btn--icon btn--bare" aria-label=${t("Take {case} out", { case: code })} @click=${() => takeOut(context, id)}>${icon("package-open")}</button></div>`

/** @param {Row} one @param {number} depth in how many cases it lies, up to this one; below 0: in another place @param {Site} now */
const other = (one, depth, now) => html`<a href="#case/${one.id}"><span class="grow"><b class="code">${one.code}</b> ${one.name}<br><span class="muted small">${lastSeen(one.id, now)}</span></span>${
  depth < 0 ? chip(t("Not in it"), "warn") : nothing}${icon("chevron-right", { turn: true })}</a>`

/** What has a number of its own. @param {number} id */
const things = (id) => (row("content", id)?.things ?? []).map((/** @type {[string, string]} */ [name, serial]) => html`<div><span class="grow">${name}</span><span class="code muted">${serial}</span></div>`)

/** What is counted, as it was counted last. @param {number} id */
const amounts = (id) => {
  const found = amountsIn(id).map(({ name, planned }) => html`<div><span class="grow">${name}</span>${told(counted(id, name), planned)}</div>`)
  return found.length ? [...found, html`<div><a class="btn grow" href="#count/${id}">${icon("hash")}${t("Count")}</a></div>`] : []
}

/** @param {number|null} count @param {number} planned */
const told = (count, planned) => (count === null ? html`<b class="num">${number(planned)}</b>`
  : chip(t("{count} of {total}", { count: number(count), total: number(planned) }), count === planned ? "ok" : "warn"))
