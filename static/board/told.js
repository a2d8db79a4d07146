/** How things stand against the plan, in words. */
import { chip, nothing } from "../core/ui.js"
import { day, n, number, t, tenths, time, weekday } from "../core/words.js"
import { date } from "../core/zone.js"
import { instant } from "../core/entry.js"
import { done, pace } from "../gear/counts.js"
import { figures, groupOf } from "./figures.js"
import { ON_PLAN_MS, perMinute, toneOf } from "./rules.js"

/** @typedef {import("../core/screen.js").Tone} Tone */
/** @typedef {import("./rules.js").Outlook} Outlook */
/** @typedef {import("./figures.js").Named} Named */

const MINUTE_MS = 60_000
const HOURS_FROM = 120
const NEAR_MS = 12 * 60 * MINUTE_MS
const WEEK_MS = 12 * NEAR_MS

/** When: the time of day, with its day where that alone could mean another: the weekday, unless that could, too. @param {number} at @param {number} now */
export const when = (at, now) => {
  const away_ms = Math.abs(at - now)
  if (away_ms < NEAR_MS || date(at) === date(now)) return time(at)
  return `${away_ms < WEEK_MS ? weekday(at) : day(at)} ${time(at)}`
}

/** How a place or department stands. `late`: it should be full by now. @param {Named} one @param {Outlook} how @param {number} now @returns {{words: string, tone: Tone, icon?: string, late: boolean}|null} */
export const standing = ({ ref, due }, how, now) => {
  const { count } = groupOf(ref)
  const is = pace(count, figures().leg, due, instant(now))
  const left = count.total - done(count, figures().leg)
  if (is === "empty") return null
  if (is === "full") return { words: t("Full"), tone: "ok", late: false }
  if (is === "late") return { words: n("{count} late", "{count} late", left), tone: "stop", late: true }
  if (how.ahead_ms !== null) return { ...ahead(how.ahead_ms), tone: toneOf(how, false), late: false }
  return { words: due ? t("{count} by {time}", { count: left, time: time(due) }) : n("{count} to come", "{count} to come", left), tone: "idle", late: false }
}

/** @param {number} ahead_ms */
export const ahead = (ahead_ms) => {
  const minutes = Math.round(Math.abs(ahead_ms) / MINUTE_MS)
  if (Math.abs(ahead_ms) <= ON_PLAN_MS) return { words: t("On plan") }
  const [size, unit] = minutes < HOURS_FROM ? [minutes, "min"] : [Math.round(minutes / 60), "h"]
  if (ahead_ms > 0) return { words: unit === "min" ? t("{minutes} min ahead", { minutes: number(size) }) : t("{hours} h ahead", { hours: number(size) }), icon: "trending-up" }
  return { words: unit === "min" ? t("{minutes} min behind", { minutes: number(size) }) : t("{hours} h behind", { hours: number(size) }), icon: "clock" }
}

/** The same as a chip. @param {ReturnType<typeof standing>} how */
export const standingChip = (how) => (how ? chip(how.words, how.tone, how.icon ? { icon: how.icon } : {}) : nothing)

/** When all is there, and the pace it follows from; empty if nothing can be said. @param {Outlook} how @param {number} now */
export const expected = ({ forecast, recent }, now) => {
  if (!forecast || !recent) return ""
  return `${t("Full about {time}", { time: when(forecast.at, now) })} · ${paceOf(recent)}`
}

/** How sure that is. @param {import("./rules.js").Forecast} forecast @param {number} now */
export const range = ({ earliest, latest }, now) => t("at this pace {from}–{to}", { from: when(earliest, now), to: when(latest, now) })

/** @param {import("./rules.js").Recent} recent */
export const paceOf = (recent) => t("{pace} a minute", { pace: tenths(perMinute(recent)) })

/** Over how long that was. @param {import("./rules.js").Recent} recent */
export const paceOver = (recent) => t("{pace} a minute over {minutes} min", {
  pace: tenths(perMinute(recent)), minutes: number(Math.round(recent.over_ms / MINUTE_MS)) })
