/** One place or department: how it stands, what it still waits for, and who last saw each of those. One tap from the board. */
import { status } from "../core/status.js"
import { age, department, empty, html, icon, nothing } from "../core/ui.js"
import { n, number, t } from "../core/words.js"
import { awaited, done, lacking } from "../gear/counts.js"
import { bar } from "./bar.js"
import { burnUp } from "./burn.js"
import { figures, groupOf, known, outlookOf } from "./figures.js"
import { shade } from "./places.js"
import { lastSeen } from "../gear/seen.js"
import { pacing } from "./whole.js"
import { standing, standingChip } from "./told.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {import("../gear/rules.js").Site} Site */

/** So many rows a thumb still scrolls through; more say that the place has not begun. */
const MOST = 200

/** @type {Record<string, import("../core/screen.js").Screen>} */
export const screens = {
  place: {
    show: (context) => {
      const found = known(context.key)
      if (!found) return { title: t("Place"), back: "#board", main: empty("map-pin", t("This phone does not know that place")) }
      return { title: found.name, back: "#board", main: page(context, found) }
    },
  },
}

/** @param {Context} context @param {import("./figures.js").Named} found */
const page = (context, found) => {
  const { site, leg } = figures()
  const { count } = groupOf(found.ref)
  const how = outlookOf(found.ref, context.now())
  const state = standing(found, how, context.now())
  return html`<section class="card stack gap-s" aria-label=${t("Cases")}><div class="row row--base"><p class="grow"><span class="num num--5">${number(done(count, leg))}</span> <span class="muted">${
    leg === "in" ? t("of {total} in", { total: number(count.total) }) : t("of {total} loaded", { total: number(count.total) })}</span></p>
    ${standingChip(state)}</div>${bar(count, leg, { planned: how.planned, tone: shade(state) })}${burnUp(found.ref, how, context.now())}
    ${pacing(how, context.now())}${age(status.fresh)}</section>${missing(found.ref, site)}`
}

/** What has not come yet. @param {string} ref @param {Site} site @returns {Row[]} */
const waitedFor = (ref, site) => {
  if (!ref.startsWith("department:")) return lacking(ref, site)
  return lacking("show", site).filter((one) => `department:${one.department}` === ref)
}

/** What has not come, and what has but stands elsewhere: a zone lacks both. @param {string} ref @param {Site} site */
const missing = (ref, site) => {
  const left = waitedFor(ref, site)
  const away = new Set(left)
  const near = awaited(ref, site).filter((one) => !away.has(one))
  return html`${near.length ? cases(n("{count} arrived, not placed yet", "{count} arrived, not placed yet", near.length), near, site) : nothing}
${left.length ? cases(n("{count} case to come", "{count} cases to come", left.length), left, site) : nothing}`
}

/** @param {string} words @param {Row[]} all @param {Site} site */
const cases = (words, all, site) => html`<section class="card card--flush"><h2 class="cardhead">${words}</h2>
    <div class="list list--s">${all.slice(0, MOST).map((one) => line(one, site))}</div>
    ${all.length > MOST ? html`<p class="cardfoot muted">${n("and {count} more", "and {count} more", all.length - MOST)}</p>` : nothing}</section>`

/** @param {Row} one @param {Site} site */
const line = (one, site) => html`<a href="#case/${one.id}"><span class="grow"><b class="code">${one.code}</b> ${one.name}<br><span class="muted small">${lastSeen(one.id, site)}</span></span>
  <span class="small">${department(one.department)}</span>${icon("chevron-right", { turn: true })}</a>`
