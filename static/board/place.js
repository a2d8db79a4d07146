/** One place: what it still waits for, and where each of those was last seen. One tap from the board. */
import { status } from "../core/status.js"
import { age, department, empty, html, icon, nothing } from "../core/ui.js"
import { instant } from "../core/entry.js"
import { nameOf } from "../core/names.js"
import { n, number, t } from "../core/words.js"
import { done, lacking, NONE, pace } from "../gear/counts.js"
import { rung, where } from "../gear/rules.js"
import { bar } from "./bar.js"
import { figures, placeOf } from "./figures.js"
import { stand } from "./places.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {import("../gear/rules.js").Site} Site */

/** So many rows a thumb still scrolls through; more say that the place has not begun. */
const MOST = 200

/** @type {Record<string, import("../core/screen.js").Screen>} */
export const screens = {
  place: {
    show: (context) => {
      const found = placeOf(context.key)
      if (!found) return { title: t("Place"), back: "#board", main: empty("map-pin", t("This phone does not know that place")) }
      return { title: found.name, back: "#board", main: page(context, found) }
    },
  },
}

/** @param {Context} context @param {Row} found */
const page = (context, found) => {
  const { site, counts, leg } = figures()
  const count = counts.get(context.key) ?? NONE
  const is = done(count, leg)
  const left = lacking(context.key, site)
  return html`<section class="card stack gap-s" aria-label=${t("Cases")}><div class="row row--base"><p class="grow"><span class="num num--5">${number(is)}</span> <span class="muted">${
    leg === "in" ? t("of {total} in", { total: number(count.total) }) : t("of {total} loaded", { total: number(count.total) })}</span></p>
    ${stand(pace(count, leg, found.due, instant(context.now())), left.length, found.due)}</div>${bar(count, leg)}${age(status.fresh)}</section>${missing(left, site)}`
}

/** @param {Row[]} left @param {Site} site */
const missing = (left, site) => {
  if (!left.length) return nothing
  return html`<section class="card card--flush"><h2 class="cardhead">${n("{count} case to come", "{count} cases to come", left.length)}</h2>
    <div class="list list--s">${left.slice(0, MOST).map((one) => line(one, site))}</div>
    ${left.length > MOST ? html`<p class="cardfoot muted">${n("and {count} more", "and {count} more", left.length - MOST)}</p>` : nothing}</section>`
}

/** @param {Row} one @param {Site} site */
const line = (one, site) => html`<a href="#case/${one.id}"><span class="grow"><b class="code">${one.code}</b> ${one.name}<br><span class="muted small">${seenAt(one, site)}</span></span>
  <span class="small">${department(one.department)}</span>${icon("chevron-right", { turn: true })}</a>`

/** Where it was last seen. @param {Row} one @param {Site} site */
const seenAt = ({ id }, site) => {
  const { place, trail } = where(id, site)
  const box = trail.length > 1 ? t("in {box}", { box: nameOf(`case:${trail[1]}`) }) : ""
  if (place) return [box, nameOf(place)].filter(Boolean).join(" · ")
  return [box, rung(id, site) === "missing" ? t("missing") : t("not scanned")].filter(Boolean).join(" · ")
}
