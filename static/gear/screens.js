/** A case: how far it has come, where it is, what is wrong with it, what is in it, and all that happened to it. */
import { department, departmentWord, empty, html, icon, ladder, notice, nothing } from "../core/ui.js"
import { nameOf } from "../core/names.js"
import { follow, unfollow } from "../core/timeline.js"
import { number, t, time } from "../core/words.js"
import { row, state } from "../core/world.js"
import { noteSheet } from "./notes.js"
import { contents } from "./contents.js"
import { past } from "./past.js"
import { troubleSheet } from "./reasons.js"
import { belongs, rung, where } from "./rules.js"
import { site } from "./site.js"
import { isInside, takeOut } from "./unpacking.js"
import { whereabouts } from "./verbs.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("../core/screen.js").Tone} Tone */
/** @typedef {import("../core/types.js").Row} Row */

/** @type {Record<string, import("../core/screen.js").Screen>} */
export const screens = {
  case: {
    show: (context) => {
      const found = row("case", context.key)
      return found ? page(context, found) : { title: t("Case"), back: "#scan", main: empty("package-search", t("This phone does not know that case"), t("It may be of another show, or newer than the last signal.")) }
    },
    enter: follow,
    leave: unfollow,
  },
}

/** @param {Context} context @param {Row} found @returns {import("../core/screen.js").View} */
const page = (context, found) => ({
  title: found.code, eyebrow: t("Case · {department}", { department: departmentWord(found.department) }), back: "#scan",
  main: html`${trouble(context, found)}<section class="card stack"><div><p class="num num--3">${found.name || found.code}</p>
    <div class="row muted">${department(found.department)}${found.weight === null ? nothing : html`<span>· ${t("{weight} kg", { weight: number(found.weight) })}</span>`}</div></div>
    ${rungs(found)}<dl class="facts">${facts(found)}</dl></section>${contents(context, found.id)}${past(context)}`,
  foot: foot(context, found),
})

/** Rungs of the ladder in their order, and as the rules call them. @type {[name: string, words: () => string][]} */
const RUNGS = [["expected", () => t("Expected")], ["arrived", () => t("Arrived")], ["placed", () => t("Placed")], ["packed", () => t("Packed")], ["loaded", () => t("Loaded")]]

/** @param {Row} found */
const rungs = (found) => {
  const now = rung(found.id, site())
  const at = Math.max(0, RUNGS.findIndex(([name]) => name === (now === "gone" ? "loaded" : now)))
  const { arrived, placed, packed, loaded } = state("case", found.id)
  const reached = [true, Boolean(arrived), Boolean(placed), Boolean(packed), Boolean(loaded)]
  return html`${ladder(RUNGS.map(([, words]) => words()), reached.map((one, index) => one || index === at), at)}${
    now === "missing" ? notice("stop", t("Missing: the leg was closed without it."), { icon: "package-search" }) : nothing}`
}

/** @param {Row} found */
const facts = (found) => {
  const now = site()
  const at = whereabouts(found.id)
  const { since } = where(found.id, now)
  const wanted = belongs(found.id, now).map(nameOf)
  return [[t("Where"), at ?? t("Not scanned yet")], since && at ? [t("Since"), time(since)] : null,
    wanted.length ? [now.leg === "in" ? t("Goes to") : t("Goes out on"), wanted.join(", ")] : null,
    found.owner === null ? null : [t("Owner"), nameOf(`owner:${found.owner}`)], found.listed ? null : [t("List"), t("Not on this show's list")]]
    .filter((line) => line !== null).map((line) => html`<dt>${line[0]}</dt><dd>${line[1]}</dd>`)
}

/** What stands in its way, and who may lift it. @param {Context} context @param {Row} found */
const trouble = (context, { id }) => {
  const { held, damaged } = state("case", id)
  const lift = (/** @type {string} */ kind, /** @type {string} */ words) => (context.may("lead") ? html`<button class="btn btn--s"
    @click=${() => tell(context, kind, `case:${id}`)}>${words}</button>` : nothing)
  const said = (/** @type {string} */ words, /** @type {string} */ reason, /** @type {unknown} */ button) => html`<div class="row"><div class="grow"><strong>${words}</strong><br>${reason}</div>${button}</div>`
  return html`${held === null ? nothing : notice("stop", said(t("On hold"), held, lift("Released", t("Release"))), { icon: "circle-pause" })}
    ${damaged === null ? nothing : notice("warn", said(t("Damaged"), damaged, lift("Mended", t("Mended"))), { icon: "package-x" })}`
}

/** @param {Context} context @param {Row} found */
const foot = (context, { id }) => html`<div class="row">
  <button class="btn btn--3" @click=${() => troubleSheet(context, `case:${id}`)}>${icon("circle-pause")}${t("Hold")}</button>
  <button class="btn btn--3" @click=${() => troubleSheet(context, `case:${id}`, "Damaged")}>${icon("package-x")}${t("Damage")}</button>
  <button class="btn btn--3" @click=${() => noteSheet(context, `case:${id}`)}>${icon("message-square")}${t("Note")}</button>
  ${isInside(id) ? html`<button class="btn btn--3" @click=${() => takeOut(context, id)}>${icon("package-open")}${t("Take out")}</button>`
    : html`<a class="btn btn--3" href="#pack/${id}">${icon("package-plus")}${t("Pack")}</a>`}</div>`

/** @param {Context} context @param {string} kind @param {string} subject */
const tell = async (context, kind, subject) => {
  const entry = await context.record(kind, subject)
  if (entry) context.say(t("Saved on this phone"), { undo: entry })
}
