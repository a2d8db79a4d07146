/** Why: a few reasons that come up every day, one tap each, or a line of one's own. */
import { html, icon } from "../core/ui.js"
import { t } from "../core/words.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {{kind: string, presets: string[], words: string, body: (reason: string) => Record<string, any>}} Question */
/** What is chosen so far. @typedef {{reason: string}} Held */

/** The log keeps a reason whole up to this many characters; the field stops there. */
const LONGEST = 200

/** Hold or damage, and why. @param {Context} context @param {string} subject @param {"Held"|"Damaged"} [first] */
export const troubleSheet = (context, subject, first = "Held") => {
  const held = { kind: first, reason: "" }
  context.sheet({ title: t("What is wrong with it?"), body: () => html`<div class="seg" role="group" aria-label=${t("What")}>
    ${kind(context, held, "Held", "circle-pause", t("Hold"))}${kind(context, held, "Damaged", "package-x", t("Damaged"))}</div>
    <p class="muted">${held.kind === "Held" ? t("It may not go on until a lead releases it.") : t("It may still move. The lead sees it.")}</p>
    ${fields(context, subject, held.kind === "Held" ? holding() : damage(), held)}` })
}

/** Why a case stays where the plan does not want it. @param {Context} context @param {string} subject @param {string} place */
export const leaveSheet = (context, subject, place) => {
  const held = { reason: "" }
  const question = { kind: "LeftHere", presets: [t("No room there"), t("A lead said so"), t("Goes on later"), t("Needed here")],
    words: t("It stays here"), body: (/** @type {string} */ reason) => ({ place, reason }) }
  context.sheet({ title: t("Why does it stay here?"), body: () => fields(context, subject, question, held) })
}

/** @returns {Question} */
const holding = () => ({ kind: "Held", words: t("Hold it"), body: (reason) => ({ reason }),
  presets: [t("Wrong content"), t("Not tested"), t("Waits for a part"), t("A lead said so")] })

/** @returns {Question} */
const damage = () => ({ kind: "Damaged", words: t("Mark damaged"), body: (reason) => ({ reason }),
  presets: [t("Wheel broken"), t("Lid or latch"), t("Dropped"), t("Wet"), t("Content broken")] })

/** @param {Context} context @param {{kind: string}} held @param {"Held"|"Damaged"} name @param {string} shape @param {string} words */
const kind = (context, held, name, shape, words) => html`<button aria-pressed=${String(held.kind === name)}
  @click=${() => { Object.assign(held, { kind: name, reason: "" }); context.draw() }}>${icon(shape)}${words}</button>`

/** @param {Context} context @param {string} subject @param {Question} question @param {Held} held */
const fields = (context, subject, question, held) => html`<div class="cols cols--3">${question.presets.map((preset) => html`<button class="btn btn--3"
  aria-pressed=${String(held.reason === preset)} @click=${() => { held.reason = preset; context.draw() }}>${preset}</button>`)}</div>
  <div class="field"><label for="reason">${t("Or in your words")}</label><input class="input input--l" id="reason" autocomplete="off" maxlength=${LONGEST}
  .value=${question.presets.includes(held.reason) ? "" : held.reason} @input=${(/** @type {InputEvent} */ event) => typed(event, context, held)}></div>
  <button class="btn btn--act btn--xl" ?disabled=${!held.reason.trim()} @click=${() => finish(context, subject, question, held.reason.trim())}>${question.words}</button>`

/** @param {InputEvent} event @param {Context} context @param {Held} held */
const typed = (event, context, held) => {
  held.reason = /** @type {HTMLInputElement} */ (event.target).value
  context.draw()
}

/** @param {Context} context @param {string} subject @param {Question} question @param {string} reason */
const finish = async (context, subject, question, reason) => {
  context.shut()
  const entry = await context.record(question.kind, subject, question.body(reason))
  if (entry) context.say(t("Saved on this phone"), { undo: entry })
}
