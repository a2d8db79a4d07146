/** The burn-up chart: what the plan wanted (dashed), what came (green), what will at this pace (dots). */
import { html, nothing, svg } from "../core/ui.js"
import { number, t, time } from "../core/words.js"
import { done } from "../gear/counts.js"
import { figures, groupOf } from "./figures.js"
import { drawing, FOOT, TOP } from "./drawing.js"
import { curve, planned } from "./rules.js"
import { when } from "./told.js"

/** @typedef {import("./drawing.js").Hour} Hour */
/** @typedef {import("./rules.js").Outlook} Outlook */

const [WIDTH, HEIGHT, EDGE] = [326, 136, 17]

/** @param {string} ref @param {Outlook} how @param {number} now @param {{width?: number, height?: number}} [size] */
export const burnUp = (ref, how, now, { width = WIDTH, height = HEIGHT } = {}) => {
  const { loads, times, count } = groupOf(ref)
  const wanted = curve(loads, figures().plan)
  const drawn = drawing({ wanted, times, forecast: how.forecast, total: count.total, at: now }, width, height)
  if (!drawn) return nothing
  const base = height - FOOT
  return html`<svg class="burn" viewBox="0 0 ${width} ${height}" role="img" aria-label=${inWords(ref, wanted, how, now)}><path class="ax" d="M0 ${base}H${width}M0 ${(base + TOP) / 2}H${width}M0 ${TOP}H${width}"></path>
    ${[["plan", drawn.plan], ["did", drawn.did], ["will", drawn.will], ["now", `M${drawn.now} ${TOP - 4}V${base}`]].map(([name, d]) => (d ? svg`<path class=${name} d=${d}></path>` : nothing))}
    ${drawn.hours.map((one) => hour(one, wanted, width, height))}</svg>`
}

/** @param {Hour} hour @param {import("./rules.js").Curve} wanted @param {number} width @param {number} height */
const hour = ({ x, at, what }, wanted, width, height) => svg`<text x=${Math.min(Math.max(x, EDGE), width - EDGE)} y=${height - 6} text-anchor="middle"
  class=${what === "all" && wanted.length && at > wanted[wanted.length - 1][0] ? "late" : nothing}>${time(at)}</text>`

/** What the chart shows, for whoever cannot see it. @param {string} ref @param {import("./rules.js").Curve} wanted @param {Outlook} how @param {number} now */
const inWords = (ref, wanted, { forecast }, now) => {
  const { count } = groupOf(ref)
  const is = t("{count} of {total} at {time}", { count: number(done(count, figures().leg)), total: number(count.total), time: when(now, now) })
  const plan = wanted.length ? t("the plan says {count} by now and all by {time}", { count: number(Math.floor(planned(wanted, now))), time: when(wanted[wanted.length - 1][0], now) }) : ""
  const all = forecast ? t("at this pace all between {from} and {to}", { from: when(forecast.earliest, now), to: when(forecast.latest, now) }) : ""
  return [is, plan, all].filter(Boolean).join("; ")
}
