/** Stuck: cases that stand halfway for too long, the longest first, and where nothing comes any more. */
import { instant } from "../core/entry.js"
import { nameOf } from "../core/names.js"
import { age, chip, empty, html, icon, nothing } from "../core/ui.js"
import { n, number, t, time } from "../core/words.js"
import { row } from "../core/world.js"
import { status } from "../core/status.js"
import { done } from "../gear/counts.js"
import { figures, groupOf, named } from "./figures.js"
import { isFresh } from "./freshness.js"
import { isStuck, STUCK_MS, stalled } from "./rules.js"
import { lastSeen } from "../gear/seen.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("./halfway.js").Case} Case */

const MOST = 200
const MINUTE_MS = 60_000

/** @type {Record<string, import("../core/screen.js").Screen>} */
export const screens = {
  stuck: {
    show: (context) => {
      const cases = stuckCases(context.now())
      const places = quiet(context.now())
      return { title: t("Stuck"), back: "#board", main: cases.length || places.length ? page(cases, places, context.now()) : none() }
    },
  },
}

/** Those of them that stand too long, the longest first. @param {number} now @returns {Case[]} */
export const stuckCases = (now) => {
  const { halfway: begun, leg } = figures()
  const before = instant(now - STUCK_MS)
  const found = begun.filter(({ rung: reached, since }) => isStuck(leg, reached, since, before))
  return found.sort((one, two) => ((one.since ?? "") < (two.since ?? "") ? -1 : 1))
}

/** Trucks that were begun and from (or onto) which nothing comes any more, the longest first. @param {number} now */
export const quiet = (now) => named("truck").flatMap((truck) => {
  const { count, times } = groupOf(truck.ref)
  const left = count.total - done(count, figures().leg)
  const for_ms = stalled(times, left, now)
  return for_ms === null ? [] : [{ ...truck, left, for_ms }]
}).sort((one, two) => two.for_ms - one.for_ms)

/** @param {Case[]} cases @param {ReturnType<typeof quiet>} places @param {number} now */
const page = (cases, places, now) => html`${places.length ? html`<section class="card card--flush"><h2 class="cardhead">${t("Nothing comes any more")}</h2>
<div class="list list--s">${places.map(({ ref, name, left, for_ms }) => html`<a href="#place/${ref}"><span class="grow"><b>${name}</b><br><span class="muted small">${
  n("{count} to come", "{count} to come", left)}</span></span>${chip(minutes(for_ms), "warn", { icon: "clock" })}${icon("chevron-right", { turn: true })}</a>`)}</div></section>` : nothing}
${cases.length ? html`<section class="card card--flush"><h2 class="cardhead">${figures().leg === "in" ? n("{count} case in and not placed", "{count} cases in and not placed", cases.length)
  : n("{count} case packed and not loaded", "{count} cases packed and not loaded", cases.length)}</h2>
<div class="list list--s">${cases.slice(0, MOST).map((one) => line(one, now))}</div>
${cases.length > MOST ? html`<p class="cardfoot muted">${n("and {count} more", "and {count} more", cases.length - MOST)}</p>` : nothing}</section>` : nothing}${age(status.fresh)}`

/** @param {Case} one @param {number} now */
const line = ({ id, since }, now) => html`<a href="#case/${id}"><span class="grow"><b class="code">${nameOf(`case:${id}`)}</b> ${row("case", id)?.name ?? ""}<br><span class="muted small">${
  lastSeen(id, figures().site)}</span></span>${chip(minutes(now - Date.parse(since ?? "")), "warn", { icon: "clock" })}${icon("chevron-right", { turn: true })}</a>`

/** @param {number} for_ms */
export const minutes = (for_ms) => {
  const count = Math.floor(for_ms / MINUTE_MS)
  return count < 120 ? t("{minutes} min", { minutes: number(count) }) : t("{hours} h", { hours: number(Math.floor(count / 60)) })
}

const none = () => (isFresh() ? empty("circle-check", t("Nothing is stuck"), t("Every case that came in went on."), { tone: "ok" })
  : empty("circle-question-mark", status.fresh === null ? t("Nothing known yet") : t("None known at {time}", { time: time(status.fresh) }),
    t("This phone has not heard from the server since."), { tone: "warn" }))
