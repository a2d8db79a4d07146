/** The whole list against the plan: one number, a chart, when all will be there. */
import { status } from "../core/status.js"
import { age, chip, html, icon, nothing } from "../core/ui.js"
import { n, number, t } from "../core/words.js"
import { done } from "../gear/counts.js"
import { bar } from "./bar.js"
import { burnUp } from "./burn.js"
import { figures, groupOf, outlookOf } from "./figures.js"
import { toneOf } from "./rules.js"
import { ahead, paceOver, range, standingChip, when } from "./told.js"

/** @param {number} now */
export const whole = (now) => {
  const { leg } = figures()
  const { count } = groupOf("show")
  const how = outlookOf("show", now)
  const is = done(count, leg)
  return html`<section class="card stack gap-s" aria-label=${t("Cases")}><div class="row row--base"><p class="grow"><span class="num num--5">${number(is)}</span> <span class="muted">${
    leg === "in" ? t("of {total} in", { total: number(count.total) }) : t("of {total} loaded", { total: number(count.total) })}</span></p>${stand(how)}</div>
    ${bar(count, leg, { planned: how.planned })}<p class="small muted">${beside(count, leg)} · ${n("{count} to come", "{count} to come", count.total - is)}</p>
    ${burnUp("show", how, now)}${pacing(how, now)}${age(status.fresh)}</section>`
}

/** @param {import("./rules.js").Outlook} how */
export const stand = (how) => {
  const { leg } = figures()
  const { count } = groupOf("show")
  if (count.total && done(count, leg) === count.total) return chip(leg === "in" ? t("All in") : t("All loaded"), "ok")
  return how.ahead_ms === null ? nothing : standingChip({ ...ahead(how.ahead_ms), tone: toneOf(how, false), late: false })
}

/** @param {import("../gear/counts.js").Count} count @param {string} leg */
const beside = ({ placed, packed }, leg) => (leg === "in" ? t("{count} placed", { count: number(placed) }) : t("{count} packed", { count: number(packed) }))

/** When all will be there, how sure that is, and from what pace; nothing once it is. @param {import("./rules.js").Outlook} how @param {number} now */
export const pacing = (how, now) => {
  const { forecast, recent } = how
  if (!forecast || !recent) return nothing
  return html`<p class="row row--wrap small"><b>${t("Done about {time}", { time: when(forecast.at, now) })}</b><span class="muted">${range(forecast, now)}</span>
    <span class="muted row gap-s">${icon("gauge")}${paceOver(recent)}</span></p>`
}
