/** What was decided on this phone: each can be taken back, with all that was said by it. */
import { parts, nameOf } from "../core/names.js"
import { html, icon, nothing } from "../core/ui.js"
import { t, time } from "../core/words.js"
import { own, state } from "../core/world.js"
import { choiceOf, titleOf } from "./words.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("../core/types.js").Entry} Entry */

const MOST = 20
/** What settles a matter by itself, in words. @type {Record<string, string>} */
const ALONE = { Released: "release", Mended: "mended", Accepted: "accept" }
/** Choices that say another fact just before. @type {Record<string, string>} */
const BEFORE = { "two_places first": "Moved", "linked_twice later": "Bound" }

/** The list, newest first; nothing where nothing was decided. @param {Context} context */
export const settled = (context) => {
  const all = own().filter(({ counts }) => counts).map(({ entry }) => entry)
  const found = all.filter(({ kind }) => kind === "Decided" || kind in ALONE).slice(0, MOST)
  if (!found.length) return nothing
  return html`<section class="card card--flush"><h2 class="cardhead">${t("Settled on this phone")}</h2>
    <ul class="list list--s">${found.map((one) => line(context, one, [one, ...before(one, all)]))}</ul></section>`
}

/** @param {Entry} decision @param {Entry[]} all newest first */
const before = ({ id, subject, kind, body }, all) => {
  const said = kind === "Decided" ? BEFORE[`${kindOf(body.finding)} ${body.choice}`] : undefined
  const older = all.slice(all.findIndex((one) => one.id === id) + 1)
  return older.filter((one) => one.subject === subject && one.kind === said).slice(0, 1)
}

/** @param {string} key of a finding */
const kindOf = (key) => key.split(":")[0]

/** @param {Context} context @param {Entry} decision @param {Entry[]} facts newest first */
const line = (context, decision, facts) => {
  const { subject, kind, at, body } = decision
  const found = kind === "Decided" ? findingOf(subject, body.finding) : { kind: "" }
  const who = nameOf(subject)
  return html`<li><span class="grow"><b class="code">${who}</b> ${choiceOf(body.choice ?? ALONE[kind], found)}<br>
    <span class="muted small">${[found.kind && titleOf(found.kind), time(at), body.reason].filter(Boolean).join(" · ")}</span></span>
    <button class="btn btn--s" aria-label=${t("Undo {thing}", { thing: who })} @click=${() => takeBack(context, facts)}>${icon("undo-2", { turn: true })}${t("Undo")}</button></li>`
}

/** As the fold found it; only its kind where it follows from the plan. @param {string} subject @param {string} key @returns {Record<string, any>} */
const findingOf = (subject, key) => state(...parts(subject)).findings?.find((/** @type {{key: string}} */ one) => one.key === key) ?? { kind: kindOf(key), was: "", place: "" }

/** @param {Context} context @param {Entry[]} facts newest first */
const takeBack = async (context, facts) => {
  for (const one of facts) if (!await context.undo(one)) return
  context.say(t("Undone"))
}
