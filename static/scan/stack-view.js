/** A stack below the picture: how many, what is wrong with which, and the one tap that records them all. */
import { chip, html, icon, nothing } from "../core/ui.js"
import { n, t } from "../core/words.js"
import { scanner } from "./session.js"
import { counted, leave, record } from "./stack.js"
import { labelOf } from "./unknown.js"

/** @typedef {import("./stack.js").Judged} Judged */
/** @typedef {import("./verdict.js").Tone} Tone */

/** So many that are not fine are named; the others are only counted. */
const NAMED = 3
/** @type {Record<Tone, [tone: import("../core/screen.js").Tone, icon: string]>} */
const LOOKS = { ok: ["ok", "circle-check"], again: ["warn", "repeat-2"], stop: ["stop", "octagon-x"], unknown: ["info", "circle-question-mark"] }

/** @param {Judged[]} stacked the loudest first */
export const card = (stacked) => {
  const fine = stacked.filter(({ tone }) => tone === "ok").length
  const others = stacked.slice(0, stacked.length - fine)
  return html`<section class="card stack gap-s" aria-label=${t("A stack")}><div class="row"><h2 class="grow">${counted(stacked.length)}</h2>${fine ? chip(n("{count} fine", "{count} fine", fine), "ok") : nothing}
    <button class="btn btn--s btn--icon btn--bare" aria-label=${t("Leave them")} @click=${leave}>${icon("x")}</button></div>
    ${others.length ? html`<ul class="list list--s">${others.slice(0, NAMED).map(line)}${more(others.length - NAMED)}</ul>` : nothing}</section>`
}

/** The one tap. @param {Judged[]} stacked */
export const tap = (stacked) => html`<button class="btn btn--act btn--xl" @click=${() => scanner.mute(record())}>${icon("check-check")}${n("Record {count} case", "Record all {count} cases", stacked.length)}</button>`

/** @param {Judged} one */
const line = ({ subject, tone, title }) => html`<li><b class="code grow clip">${labelOf(subject)}</b>${chip(title, LOOKS[tone][0], { icon: LOOKS[tone][1] })}</li>`

/** @param {number} count */
const more = (count) => (count > 0 ? html`<li class="muted">${n("and {count} more", "and {count} more", count)}</li>` : nothing)
