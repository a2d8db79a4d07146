/** Where it happened, when the last scan does not say. */
import { html, icon, nothing } from "../core/ui.js"
import { t } from "../core/words.js"
import { rows } from "../core/world.js"

/** @typedef {import("../core/screen.js").Context} Context */

/** In the order in which people stand at them. @type {[kind: string, shape: string][]} */
const KINDS = [["dock", "door-open"], ["zone", "map-pin"], ["truck", "truck"], ["gate", "log-in"], ["yard", "warehouse"], ["muster", "users"]]

/** Choose a place of the show, or none. @param {Context} context @param {string|null} now @param {(ref: string|null) => void} chosen */
export const choosePlace = (context, now, chosen) => {
  const choose = (/** @type {string|null} */ ref) => {
    context.shut()
    chosen(ref)
  }
  context.sheet({ title: t("Where is it?"), body: () => html`<div class="card card--flush list list--s">${KINDS.flatMap(([kind, shape]) => placesOf(kind).map(({ id, name }) =>
    choice(shape, name, now === `${kind}:${id}`, () => choose(`${kind}:${id}`))))}${choice("ellipsis", t("Somewhere else"), now === null, () => choose(null))}</div>` })
}

/** @param {string} kind */
const placesOf = (kind) => rows("place").filter((one) => one.kind === kind).sort((a, b) => a.sort - b.sort || (a.name < b.name ? -1 : 1))

/** @param {string} shape @param {string} name @param {boolean} is @param {() => void} choose */
const choice = (shape, name, is, choose) => html`<button aria-pressed=${String(is)} @click=${choose}>${icon(shape)}<b class="grow">${name}</b>${is ? icon("check") : nothing}</button>`
