/** What a scan of a badge does: its owner comes in, or goes out where a lead has turned the gate round. */
import { now } from "../core/clock.js"
import { instant } from "../core/entry.js"
import { nameOf } from "../core/names.js"
import { html, nothing } from "../core/ui.js"
import { n, t, time } from "../core/words.js"
import { row, state } from "../core/world.js"
import { verdict } from "./rules.js"

/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {import("./rules.js").Verdict} Judged */
/** @typedef {{title: string, shape?: string, notes?: string[]}} Said */

/**
 * A badge was scanned at a place.
 * @param {{key: string, place: string, out: boolean}} scan
 * @returns {{kind: string, body: Record<string, any>, verdict: any, offers: string[]}}
 */
export const scan = ({ key, place, out }) => {
  const person = row("person", key)
  const at = instant(now())
  const judged = verdict({ isKnown: true, call: person?.call ?? null, state: person ? state("person", key) : null, way: out ? "out" : "in", at })
  const { title, shape, notes } = SAID[judged.kind](judged, place)
  return { kind: out ? "CheckedOut" : "CheckedIn", body: { gate: place }, offers: judged.kind === "already_in" ? ["out"] : [],
    verdict: { tone: judged.tone, title, shape, notes, face: face(person, key, judged, at), next: t("Next badge") } }
}

/** @type {Record<string, (judged: Judged, place: string) => Said>} */
const SAID = {
  in: (_, place) => ({ title: t("On site"), notes: [nameOf(place), t("Saved on this phone")] }),
  late: (_, place) => ({ title: t("On site, late"), shape: "clock-alert", notes: [nameOf(place), t("Saved on this phone")] }),
  already_in: ({ since }) => ({ title: t("In since {time}", { time: time(since ?? 0) }), notes: [t("The first check-in counts")] }),
  out: (_, place) => ({ title: t("Checked out"), shape: "log-out", notes: [nameOf(place), t("Saved on this phone")] }),
  not_in: () => ({ title: t("Was not in"), shape: "triangle-alert", notes: [t("Kept, and the lead sees it")] }),
  not_on_this_show: () => ({ title: t("Not on this show"), shape: "user-x", notes: [t("Kept. Ask a lead before letting anybody in.")] }),
}

/**
 * Who it is, what they do, and how they are in time.
 * @param {Row|undefined} person
 * @param {string} key
 * @param {Judged} judged
 * @param {string} at
 */
const face = (person, key, judged, at) => html`<svg class="face" viewBox="0 0 100 100" role="img" aria-label=${t("No photo yet")}><circle cx="50" cy="38" r="19" fill="currentColor" opacity=".9"></circle>
  <path d="M12 104c2-30 18-42 38-42s36 12 38 42z" fill="currentColor" opacity=".9"></path></svg>
  <div><p class="where">${person?.name ?? t("Person {number}", { number: key })}</p><p>${[person?.function, person?.company].filter(Boolean).join(" · ")}</p></div>
  ${person?.call ? pair(person.call, at, judged) : nothing}`

/** @param {string} call @param {string} at @param {Judged} judged */
const pair = (call, at, { since }) => html`<div class="pair"><div><p class="num num--4">${time(call)}</p><p>${t("call")}</p></div>
  <div><p class="num num--4">${time(since ?? at)}</p><p>${against(call, since ?? at)}</p></div></div>`

/** Minutes up to which somebody counts them; later, only the hours matter. */
const COUNTABLE = 90

/** @param {string} call @param {string} at */
const against = (call, at) => {
  const minutes = Math.round((Date.parse(at) - Date.parse(call)) / 60_000)
  const [size, early] = [Math.abs(minutes), minutes < 0]
  if (!size) return t("in time")
  if (size < COUNTABLE) return early ? n("{count} min early", "{count} min early", size) : n("{count} min late", "{count} min late", size)
  const hours = Math.round(size / 60)
  return early ? n("{count} h early", "{count} h early", hours) : n("{count} h late", "{count} h late", hours)
}
