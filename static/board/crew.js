/** Who is here: on site since when, through which gate, and where somebody last scanned; then who is not here yet, and who left again. */
import { instant } from "../core/entry.js"
import { nameOf } from "../core/names.js"
import { status } from "../core/status.js"
import { age, chip, empty, html, icon, nothing } from "../core/ui.js"
import { n, t } from "../core/words.js"
import { rows, state } from "../core/world.js"
import { isLate } from "../crew/rules.js"
import { dialled } from "../incidents/calls.js"
import { figures } from "./figures.js"
import { asKnown } from "./freshness.js"
import { minutes } from "./stuck.js"
import { when } from "./told.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("../core/types.js").Row} Row */
/** @typedef {import("../core/types.js").State} State */
/** Somebody of the show, and how they stand. @typedef {{person: Row, stands: State}} Member */
/** The last move of a case that somebody recorded. @typedef {{at: string, place: string}} Scan */

/** @type {Record<string, import("../core/screen.js").Screen>} */
export const screens = {
  crew: {
    show: (context) => {
      const all = rows("person").map((person) => ({ person, stands: state("person", person.id) })).sort((a, b) => a.person.name.localeCompare(b.person.name))
      return { title: t("Crew"), back: "#board", main: all.length ? page(context, all) : empty("hard-hat", t("Nobody is on this show yet")) }
    },
  },
}

/** @param {Context} context @param {Member[]} all */
const page = (context, all) => {
  const now = context.now()
  const me = context.me()?.id
  const scans = lastScans()
  const here = all.filter(({ stands }) => stands.since !== null)
  const [late, awaited] = halves(all.filter(({ stands }) => stands.first_in === null), ({ person }) => isLate(person.call, instant(now)))
  const left = all.filter(({ stands }) => stands.since === null && stands.first_in !== null)
  return html`${here.length ? section(me, asKnown(n("{count} on site", "{count} on site", here.length)), here, (one) => present(one, scans.get(one.person.id), now))
    : empty("hard-hat", asKnown(t("Nobody is on site")), t("Badges scanned at a gate show up here."))}
  ${section(me, n("{count} not here yet", "{count} not here yet", late.length + awaited.length), [...late, ...awaited], (one) => absent(one, now))}
  ${section(me, n("{count} left again", "{count} left again", left.length), left, ({ stands }) => ({ words: t("First came {time}", { time: when(Date.parse(stands.first_in), now) }) }))}${age(status.fresh)}`
}

/**
 * The last scan of everybody who scanned a case.
 * @returns {Map<number, Scan>}
 */
const lastScans = () => {
  const { site } = figures()
  /** @type {Map<number, Scan>} */
  const found = new Map()
  for (const { id } of site.cases()) {
    const { by, since, place } = site.state(id)
    if (by !== null && place !== null && (found.get(by)?.at ?? "") < since) found.set(by, { at: since, place })
  }
  return found
}

/** @param {Member} one @param {Scan|undefined} scan @param {number} now */
const present = ({ stands: { since, gate } }, scan, now) => {
  const came = t("{place}, since {time}", { place: nameOf(gate), time: when(Date.parse(since), now) })
  // An older scan says nothing of today.
  return { words: scan && scan.at >= since ? html`${came}<br>${t("Last scan {time}, {place}", { time: when(Date.parse(scan.at), now), place: nameOf(scan.place) })}` : came }
}

/** @param {Member} one @param {number} now */
const absent = ({ person: { call } }, now) => {
  if (!call) return { words: nothing }
  const late_ms = now - Date.parse(call)
  return { words: t("Call {time}", { time: when(Date.parse(call), now) }), more: isLate(call, instant(now)) ? chip(t("late by {time}", { time: minutes(late_ms) }), "warn", { icon: "clock" }) : nothing }
}

/** @param {number|undefined} me @param {string} title @param {Member[]} members @param {(one: Member) => {words: unknown, more?: unknown}} told */
const section = (me, title, members, told) => (members.length ? html`<section class="card card--flush"><h2 class="cardhead">${title}</h2><ul class="list list--s">${members.map((one) => line(me, one, told(one)))}</ul></section>` : nothing)

/** A name, and the way to telephone where this phone may know it and it is not its own. @param {number|undefined} me @param {Member} one @param {{words: unknown, more?: unknown}} told */
const line = (me, { person: { id, name, function: part, phone } }, { words, more = nothing }) => html`<li><span class="grow"><b><bdi>${name}</bdi></b>${part ? html` <span class="muted">${part}</span>` : nothing}<br>
  <span class="muted small">${words}</span></span>${more}${phone && id !== me ? html`<a class="btn btn--s btn--icon" href=${dialled(phone)} aria-label=${t("Call {name}", { name })}>${icon("phone")}</a>` : nothing}</li>`

/**
 * Those who are, and those who are not.
 * @template Each
 * @param {Each[]} all
 * @param {(one: Each) => boolean} is
 * @returns {[Each[], Each[]]}
 */
const halves = (all, is) => [all.filter(is), all.filter((one) => !is(one))]
