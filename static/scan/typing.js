/** A code by hand: eight letters from under a label, or a case's number, or the end of one. */
import { html, icon, nothing } from "../core/ui.js"
import { t } from "../core/words.js"
import { matching } from "./finding.js"
import { draw, open, shut } from "./frame.js"
import { heard } from "./scanning.js"

/** Ask for a code. */
export const typeSheet = () => {
  const held = { text: "" }
  open({ title: t("Type the code"), body: () => body(held) })
  // The keyboard comes up only while the tap still counts.
  document.getElementById("typed")?.focus()
}

/** @param {{text: string}} held */
const body = (held) => html`<form class="stack" @submit=${(/** @type {Event} */ event) => sent(event, held)}>
  <div class="field"><label for="typed">${t("Code, case number, or the end of it")}</label>
  <input class="input input--l" id="typed" autocomplete="off" autocapitalize="characters" autocorrect="off" spellcheck="false" enterkeyhint="go"
  @input=${(/** @type {InputEvent} */ event) => { held.text = /** @type {HTMLInputElement} */ (event.target).value; draw() }}></div>
  ${found(held.text)}<button class="btn btn--act btn--xl" ?disabled=${!held.text.trim()}>${icon("check")}${t("Scan it")}</button></form>`

/** @param {string} text */
const found = (text) => {
  const cases = text.trim().length > 1 ? matching(text, 4) : []
  return cases.length ? html`<div class="card card--flush list list--s">${cases.map(({ code, name }) => html`<button type="button"
    @click=${() => scan(code)}><b class="code">${code}</b><span class="grow muted clip">${name}</span></button>`)}</div>` : nothing
}

/** @param {Event} event @param {{text: string}} held */
const sent = (event, { text }) => {
  event.preventDefault()
  return text.trim() ? scan(text) : undefined
}

/** @param {string} text */
const scan = (text) => {
  shut()
  return heard(text, { typed: true })
}
