/** All that happened to a case: what the server told, how old that is, and what still waits on this phone. */
import { counted } from "../core/fold.js"
import { history } from "../core/history.js"
import { nameOf } from "../core/names.js"
import { told } from "../core/telling.js"
import { age, chip, html, icon, notice, nothing } from "../core/ui.js"
import { t, time } from "../core/words.js"
import { own } from "../core/world.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("../core/types.js").Fact & {held?: boolean, phase?: string}} Told */

/** Ask for the history, now and whenever the case is looked at again. @param {Context} context */
export const look = async (context) => {
  context.memory.past = await history(`case:${context.key}`)
  context.memory.asked = true
  context.draw()
}

/** @param {Context} context */
export const past = (context) => {
  const entries = all(context)
  const counting = counted(entries)
  return html`<section class="card stack"><h2>${t("What happened")}</h2>${uncertain(context)}
    ${entries.length ? html`<ol>${entries.map((entry) => line(context, entry, counting.has(entry.id)))}</ol>` : nothing}
    ${context.memory.past ? age(context.memory.past.at) : nothing}</section>`
}

/** What is missing from the list, if anything. @param {Context} context */
const uncertain = ({ memory }) => {
  if (!memory.asked) return html`<p class="muted" aria-busy="true">${t("Asking the server…")}</p>`
  return memory.past ? nothing : notice("warn", t("No signal: only what this phone did itself is listed."), { icon: "wifi-off" })
}

/** Newest first: the server's, and own ones that it did not tell of yet. @param {Context} context @returns {Told[]} */
const all = ({ key, memory }) => {
  /** @type {Told[]} */
  const heard = memory.past?.entries ?? []
  const known = new Set(heard.map(({ id }) => id))
  const mine = own().filter(({ entry }) => entry.subject === `case:${key}` && !known.has(entry.id))
  const found = [...heard, ...mine.map(({ entry, phase }) => ({ ...entry, phase }))]
  return found.sort((a, b) => (a.at < b.at ? 1 : -1))
}

/** @param {Context} context @param {Told} entry @param {boolean} counts */
const line = (context, entry, counts) => {
  const { icon: shape, brief } = told(entry)
  const mine = entry.by === context.me()?.id
  return html`<li class="line"><time datetime=${entry.at}>${time(entry.at)}</time><span class="dot" data-tone=${counts ? TONES[entry.kind] ?? "ok" : "idle"}>${icon(shape)}</span>
    <div class="row"><div class="grow"><b>${brief}</b><br><span class="muted small">${nameOf(`person:${entry.by}`)}</span> ${standing(entry, counts)}</div>
    ${counts && entry.kind !== "Undone" && (mine || context.may("lead")) ? html`<button class="btn btn--s btn--icon btn--bare" aria-label=${t("Undo {thing}", { thing: brief })}
      @click=${() => context.undo(entry)}>${icon("undo-2", { turn: true })}</button>` : nothing}</div></li>`
}

/** @type {Record<string, import("../core/screen.js").Tone>} */
const TONES = { Held: "stop", Damaged: "warn", Undone: "idle", LeftHere: "warn" }

/** @param {Told} entry @param {boolean} counts */
const standing = ({ held, phase }, counts) => {
  if (held) return chip(t("Waits for a lead"), "warn")
  if (phase === "waiting") return chip(t("On this phone"), "info", { icon: "smartphone" })
  if (phase === "parked") return chip(t("Refused"), "stop")
  return counts ? nothing : chip(t("Undone"), "idle", { icon: "undo-2" })
}
