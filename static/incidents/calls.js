/** Whom to telephone: the show's own numbers, which work without data. */
import { html, icon } from "../core/ui.js"
import { t } from "../core/words.js"

/** @typedef {import("../core/screen.js").Context} Context */

/** @type {Record<"medic"|"control", {words: () => string, none: () => string}>} */
const WHO = {
  medic: { words: () => t("Call the medic"), none: () => t("Medic: no number set") },
  control: { words: () => t("Call control"), none: () => t("Control: no number set") },
}

/** The buttons, the first to call first. @param {Context} context @param {("medic"|"control")[]} whom */
export const calls = (context, whom) => html`<div class="calls">${whom.map((who) => call(context, who))}</div>`

/** One of them; without a number it says so. @param {Context} context @param {"medic"|"control"} who */
export const call = (context, who) => {
  const number = context.show()?.[`${who}_phone`]
  return number ? html`<a class="btn btn--stop" href=${dialled(number)}>${icon("phone")}${WHO[who].words()}</a>`
    : html`<p class="btn" aria-disabled="true">${WHO[who].none()}</p>`
}

/** A number as a phone dials it. @param {string} number */
export const dialled = (number) => `tel:${number.replace(/[^+\d]/g, "")}`
