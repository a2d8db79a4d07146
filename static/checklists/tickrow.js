/** A step of a list as a row: the whole of it is the tick. */
import { html, icon, nothing } from "../core/ui.js"
import { number, t, time } from "../core/words.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("./steps.js").Stood} Stood */
/** @typedef {import("./steps.js").Whole} Whole */

/** @param {Context} context @param {Whole} whole @param {Stood} one */
export const tickrow = (context, { list, load }, one) => {
  if (one.step.auto) return byCases(list, load, one)
  const done = one.standing === "done"
  return html`<button class="tickrow" role="checkbox" aria-checked=${String(done)} @click=${() => turn(context, one)}>${box()}
    <span>${one.step.text}${trouble(one)}</span><span class="small muted row gap-s">${done ? ticked(context, one) : asks(one)}</span></button>`
}

const box = () => html`<span class="box">${icon("check")}</span>`

/** Nobody ticks it: it is done when the cases are there; until then it leads to those that are not. @param {import("../core/types.js").Row} list @param {import("./rules.js").Load} load @param {Stood} one */
const byCases = (list, { total, loaded }, { step, standing }) => {
  const text = html`<span>${step.text}<br><span class="small">${total ? t("{count} of {total} on board", { count: number(loaded), total: number(total) }) : t("No cases planned")}</span></span>`
  if (standing === "done") return html`<div class="tickrow" role="checkbox" aria-checked="true" aria-disabled="true" tabindex="0">${box()}${text}<span class="small muted row gap-s">${icon("package-check")}</span></div>`
  return html`<a class="tickrow plain" href="#list/${list.id}/ashore">${box()}${text}<span class="small muted row gap-s">${icon("package-search")}${t("missing")}${icon("chevron-right", { turn: true })}</span></a>`
}

/** @param {Stood} one */
const trouble = ({ standing }) => {
  const words = standing === "contested" ? t("Contested: look again") : standing === "photo" ? t("Its photo is missing") : ""
  return words ? html`<br><span class="small tone-stop row gap-s">${icon("octagon-alert")}${words}</span>` : nothing
}

/** What a step asks for. @param {Stood} one */
const asks = ({ step }) => html`${step.safety ? html`${icon("shield-alert")}${t("safety")}` : nothing}${step.photo ? html`${icon("camera")}${t("photo")}` : nothing}`

/** @param {Context} context @param {Stood} one */
const ticked = (context, { step, state }) => html`${step.safety ? icon("shield-check") : nothing}${state.photo ? icon("camera") : nothing}<span>${time(state.at)}${
  state.by === context.me()?.id ? nothing : html`<br>${context.nameOf(`person:${state.by}`).split(" ")[0]}`}</span>`

/** @param {Context} context @param {Stood} one */
const turn = async (context, { step, standing }) => {
  if (standing === "done") return context.record("Unticked", `step:${step.id}`)
  if (!step.photo) return context.record("Ticked", `step:${step.id}`)
  const photo = await context.photo({ camera: true })
  if (photo) await context.record("Ticked", `step:${step.id}`, {}, { photo })
}
