/** The board: how the show stands, what is late, and what needs a look. Counted on the phone, signal or no signal. */
import { status } from "../core/status.js"
import { age, chip, empty, html, icon, nothing, notice } from "../core/ui.js"
import { n, number, t, time } from "../core/words.js"
import { instant } from "../core/entry.js"
import { presence } from "../crew/rules.js"
import { figures } from "./figures.js"
import { asKnown, isFresh } from "./freshness.js"
import { screens as place } from "./place.js"
import { places } from "./places.js"
import { EVERY, heard, remembered, silentOf } from "./phones.js"
import { isUnrolled, unroll } from "./roll.js"
import { quiet, screens as stuckScreens, stuckCases } from "./stuck.js"
import { whole } from "./whole.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("./figures.js").Figures} Figures */

/** How often it is looked whether to ask (ms): who holds the phone is known only after the first pull. */
const GLANCE = 2_000
/** So many silent phones are named; after a shift most are only put away, and hold nothing. */
const SILENT = 8

/** @type {Record<string, import("../core/screen.js").Screen>} */
export const screens = {
  board: {
    show: (context) => ({ title: t("Live board"), main: status.fresh === null ? unknown() : board(context, figures()) }),
    enter: (context) => Promise.all([unroll(context.draw), attend(context)]),
    leave: ({ memory }) => clearInterval(memory.clock),
  },
  ...place, ...stuckScreens,
}

const unknown = () => empty("circle-question-mark", t("Nothing known yet"), t("The board comes with the first signal. Scanning works meanwhile."), { tone: "warn" })

/** @param {Context} context @param {Figures} figures */
const board = (context, figures) => html`
${whole(context.now())}${needs(figures.matters.length)}${stuck(context.now())}${places(context)}${isUnrolled() ? beneath(context, figures) : nothing}`

/** @param {Context} context @param {Figures} figures */
const beneath = (context, { lists, people, incidents }) => html`<div class="cols figures">${tile("#incidents", "siren", String(incidents.length), n("open incident", "open incidents", incidents.length), graveOf(incidents))}
${crew(context, people)}${tile("#lists", "list-checks", `${lists.filter((one) => one.total && one.done === one.total).length}`, n("of {count} list done", "of {count} lists done", lists.length), null)}</div>
${context.may("lead") ? phones(context) : nothing}`

/** What does not move; nothing is said where all does. @param {number} now */
const stuck = (now) => {
  const count = stuckCases(now).length + quiet(now).length
  if (!count) return nothing
  return html`<a class="notice" data-tone="warn" href="#stuck">${icon("hourglass")}<b class="grow">${n("{count} thing is stuck", "{count} things are stuck", count)}</b>${icon("chevron-right", { turn: true })}</a>`
}

/** What needs a look. @param {number} count */
const needs = (count) => {
  if (count) return html`<a class="notice" data-tone="warn" href="#findings">${icon("eye")}<b class="grow">${n("{count} thing needs a look", "{count} things need a look", count)}</b>${icon("chevron-right", { turn: true })}</a>`
  return isFresh() ? notice("ok", t("Nothing needs a look")) : notice("idle", asKnown(t("Nothing needs a look")))
}

/**
 * One number that leads somewhere.
 * @param {string} href @param {string} shape @param {string} figure @param {string} words @param {{words: string, tone: import("../core/screen.js").Tone}|null} state
 */
const tile = (href, shape, figure, words, state) => html`<a class="card stack gap-s" href=${href}><span class="row">${icon(shape, { size: "l" })}<b class="num num--3 grow">${figure}</b></span>
  <span class="muted small">${asKnown(words)}</span>${state ? html`<span>${chip(state.words, state.tone)}</span>` : nothing}</a>`

/** @param {import("../core/types.js").State[]} open */
const graveOf = (open) => {
  const stops = open.filter(({ severity }) => severity === "stop").length
  if (stops) return { words: n("{count} stop", "{count} stop", stops), tone: /** @type {const} */ ("stop") }
  const serious = open.filter(({ severity }) => severity === "serious").length
  return serious ? { words: n("{count} serious", "{count} serious", serious), tone: /** @type {const} */ ("warn") } : null
}

/** @param {Context} context @param {Figures["people"]} people */
const crew = (context, people) => {
  const { expected, present, late } = presence(people, instant(context.now()))
  const state = late ? { words: n("{count} late", "{count} late", late), tone: /** @type {const} */ ("warn") } : null
  return tile("#crew", "hard-hat", String(present), t("of {count} crew on site", { count: expected }), state)
}

/** Ask for the phones as soon as it is known that a lead is asking, and again while somebody looks. @param {Context} context */
const attend = async (context) => {
  const { memory } = context
  const renew = async () => {
    if (!context.may("lead") || context.now() - (memory.asked ?? -EVERY) < EVERY) return
    memory.asked = context.now()
    memory.phones = await heard() ?? memory.phones
    memory.answered = true
    context.draw()
  }
  memory.clock = setInterval(renew, GLANCE)
  const known = await remembered()
  memory.phones ??= known
  await renew()
}

/** @param {Context} context */
const phones = ({ memory: { phones: known, answered } }) => {
  const found = known ? silentOf(known) : []
  const none = known ? t("Every phone was heard in the last five minutes") : answered ? t("Not known: the server could not be asked") : t("Asking the server")
  return html`<section class="card card--flush"><h2 class="cardhead">${icon("smartphone")}<span class="grow">${t("Silent phones")}</span>${known ? html`<span class="badge">${found.length}</span>` : nothing}</h2>
    <div class="list list--s">${found.slice(0, SILENT).map((one) => phone(one, known?.at ?? 0))}${
      found.length > SILENT ? html`<p class="muted">${n("and {count} more", "and {count} more", found.length - SILENT)}</p>` : nothing}${found.length ? nothing : html`<p class="muted">${none}</p>`}${known ? html`<div>${age(known.at)}</div>` : nothing}</div></section>`
}

/** @param {import("./phones.js").Phone} one @param {number} at */
const phone = ({ who, name, seen, queued }, at) => html`<div><span class="grow"><b>${who || name}</b><br><span class="muted small">${t("last heard at {time}, {minutes} min before", { time: time(seen), minutes: number(Math.floor((at - Date.parse(seen)) / 60_000)) })}</span></span>
  ${queued ? chip(n("held {count} entry", "held {count} entries", queued), "warn") : chip(t("held nothing"), "idle")}</div>`
