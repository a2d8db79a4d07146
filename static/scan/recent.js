/** What this phone said last, to be taken back one by one; and scans that went to the wrong place, moved together. */
import { chip, empty, html, icon, nothing, repeat } from "../core/ui.js"
import { nameOf } from "../core/names.js"
import { n, t, time } from "../core/words.js"
import { own } from "../core/world.js"
import { begin } from "./packing.js"
import { choosePlace } from "./places.js"
import { told } from "../core/telling.js"
import { unlinked } from "./unlinked.js"
import { leg, settle } from "./where.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("../core/types.js").Own & {counts: boolean}} Own */

const MOST = 20

/** @type {Record<string, import("../core/screen.js").Screen>} */
export const screens = {
  recent: {
    show: (context) => {
      const found = own().filter(({ entry }) => entry.kind !== "Undone").slice(0, MOST)
      return {
        title: t("Recent scans"), back: "#scan",
        main: found.length ? html`<div class="card card--flush"><ul class="list">${repeat(found, ({ n: key }) => key, (one) => line(context, one))}</ul></div>`
          : empty("history", t("Nothing scanned yet"), t("What this phone says is listed here.")),
        foot: html`${linking(unlinked().length)}${moves().length ? html`<a class="btn" href="#move">${icon("move")}${t("Move my last scans to…")}</a>` : nothing}`,
      }
    },
  },
  pack: {
    show: ({ key }) => ({ title: t("Pack"), back: "#scan", main: html`<p>${nameOf(`case:${key}`)}</p>` }),
    enter: ({ key, go }) => {
      begin(key)
      go("#scan", { replace: true })
    },
  },
  move: {
    show: (context) => {
      const all = moves()
      const count = Math.min(context.memory.count ?? sameplace(all), all.length)
      return {
        title: t("Move my last scans"), back: "#recent",
        main: html`<p>${t("For when they were scanned at the wrong place. Each one is taken back and recorded at the right one.")}</p>
          ${stepper(context, count, all.length)}<div class="card card--flush"><ul class="list list--s">${all.slice(0, count).map(({ entry }) => row(entry))}</ul></div>`,
        foot: html`<button class="btn btn--act btn--xl" ?disabled=${!count} @click=${() => choosePlace(t("Where were you really?"), (ref) => move(context, all.slice(0, count), ref))}>
          ${icon("map-pin")}${n("Move {count} scan to…", "Move {count} scans to…", count)}</button>`,
      }
    },
  },
}

/** @param {number} count of new codes */
const linking = (count) => (count ? html`<a class="btn" href="#unlinked">${icon("link")}${n("Link {count} new code", "Link {count} new codes", count)}</a>` : nothing)

/** @param {Context} context @param {Own} one */
const line = (context, { entry, counts, phase }) => {
  const { icon: shape, words } = told(entry)
  const text = html`<b>${words}</b><br><span class="small muted">${time(entry.at)}</span>`
  return html`<li>${icon(shape, { size: "l" })}${entry.subject.startsWith("case:")
    ? html`<a class="grow plain" href="#case/${entry.subject.slice(5)}">${text}</a>` : html`<span class="grow">${text}</span>`}
    ${counts ? phase === "parked" ? chip(t("Refused"), "stop") : html`<button class="btn btn--s" aria-label=${t("Undo {thing}", { thing: words })} @click=${() => context.undo(entry)}>${icon("undo-2", { turn: true })}${t("Undo")}</button>`
      : chip(t("Undone"), "idle", { icon: "undo-2" })}</li>`
}

/** @param {import("../core/types.js").Entry} entry */
const row = (entry) => html`<li><b class="code">${nameOf(entry.subject)}</b><span class="grow muted">${nameOf(entry.body.place)}</span><time class="small muted" datetime=${entry.at}>${time(entry.at)}</time></li>`

/** Own scans of cases that can still be moved, newest first. */
const moves = () => own().filter(({ entry, counts, phase }) => entry.kind === "Moved" && counts && phase !== "parked")

/** How many of the newest went to one place: most likely those are the ones. @param {Own[]} all */
const sameplace = (all) => {
  const other = all.findIndex(({ entry }) => entry.body.place !== all[0].entry.body.place)
  return other < 0 ? all.length : other
}

/** @param {Context} context @param {number} count @param {number} most */
const stepper = (context, count, most) => {
  // What is drawn may be older than the last tap.
  const step = (/** @type {number} */ by) => () => {
    context.memory.count = Math.min(most, Math.max(1, Math.min(most, context.memory.count ?? count) + by))
    context.draw()
  }
  return html`<div class="row" role="group" aria-label=${t("How many")}><button class="btn btn--icon" aria-label=${t("One less")} ?disabled=${count <= 1} @click=${step(-1)}>${icon("minus")}</button>
    <output class="num num--4 grow mid">${count}</output><button class="btn btn--icon" aria-label=${t("One more")} ?disabled=${count >= most} @click=${step(1)}>${icon("plus")}</button></div>`
}

/**
 * Take each back and say it anew, oldest first; what could not be written stops the rest.
 * @param {Context} context
 * @param {Own[]} scans newest first
 * @param {string} place
 */
const move = async (context, scans, place) => {
  await settle(place)
  for (const { entry } of [...scans].reverse()) {
    const body = { ...entry.body, place, slot: null, leg: leg() }
    if (!await context.undo(entry) || !await context.record("Moved", entry.subject, body)) return
  }
  context.go("#scan", { replace: true })
  context.say(n("{count} scan moved to {place}", "{count} scans moved to {place}", scans.length, { place: nameOf(place) }))
}
