/** Where the phone is: the lime pill, "Still at Dock B?", and picking a place where no code hangs. */
import { nameOf, parts } from "../core/names.js"
import { chip, html, icon, nothing } from "../core/ui.js"
import { n, t } from "../core/words.js"
import { rows } from "../core/world.js"
import { open, shut } from "./frame.js"
import { homeless } from "./limbo.js"
import { arrived } from "./scanning.js"
import { isAwake } from "./waking.js"
import { here, last, turn } from "./where.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("../core/types.js").Row} Row */

/** @type {Record<string, string>} */
const SHAPES = { dock: "door-open", zone: "map-pin", truck: "truck", gate: "id-card", muster: "flag", yard: "warehouse" }
/** Kinds in the order that a day needs them. @type {Record<string, () => string>} */
const KINDS = { dock: () => t("Docks"), zone: () => t("Zones"), truck: () => t("Trucks"), gate: () => t("Gates"), yard: () => t("Yard"), muster: () => t("Muster points") }

/** The pill over the camera: where the phone is, and `more` beside it. @param {Context} context @param {import("../core/screen.js").Template} [more] */
export const pill = (context, more = nothing) => {
  const at = here()
  if (!at && more === nothing) return nothing
  return html`<p class="hint row row--wrap">${at ? html`<button class="chip chip--here" @click=${pickPlace}>${icon("map-pin")}${t("You are at {place}", { place: nameOf(at.ref) })}</button>${gateChip(context)}` : nothing}${more}</p>`
}

/** Which way badges go at a gate; a lead may turn it. @param {Context} context */
const gateChip = (context) => {
  const at = here()
  if (!at?.ref.startsWith("gate:")) return nothing
  const words = at.out ? t("Out") : t("In")
  if (!context.may("lead")) return chip(words, "info", { icon: at.out ? "log-out" : "log-in" })
  return html`<button class="chip" data-tone="info" @click=${() => turn(!here()?.out).then(context.draw)}>${icon(at.out ? "log-out" : "log-in")}${words}</button>`
}

/** "Still at Dock B?", or "Where are you?" on a phone that never was anywhere; nothing while the place is known. */
export const still = () => {
  if (here() || !isAwake()) return nothing
  const before = last()
  const count = homeless().length
  const kept = count ? html`<p>${n("{count} scan is kept and waits for a place", "{count} scans are kept and wait for a place", count)}</p>` : nothing
  if (!before) return html`<section class="card stack">${kept}<button class="btn btn--act btn--xl" @click=${pickPlace}>${icon("map-pin")}${t("Where are you?")}</button>
    <p class="muted mid">${t("Pick the place, or scan its code")}</p></section>`
  return html`<section class="card stack"><h2>${t("Still at {place}?", { place: nameOf(before.ref) })}</h2>${kept}<div class="row">
    <button class="btn btn--act grow" @click=${() => arrived(before.ref, before.slot)}>${icon("check")}${t("Yes")}</button>
    <button class="btn grow" @click=${pickPlace}>${icon("map-pin")}${t("Elsewhere")}</button></div></section>`
}

/** The buttons under a scan that nobody knows the place of. @returns {import("./verdict.js").Act[]} */
export const placeActs = () => {
  const before = last()
  const elsewhere = { icon: "map-pin", words: before ? t("Elsewhere") : t("Pick a place"), press: pickPlace, first: !before }
  if (!before) return [elsewhere]
  return [{ icon: "check", words: t("Still at {place}", { place: nameOf(before.ref) }), press: () => arrived(before.ref, before.slot), first: true }, elsewhere]
}

/** Pick where the phone is. */
export const pickPlace = () => choosePlace(t("Where are you?"), (ref) => arrived(ref))

/**
 * A sheet with every place of the show, by kind.
 * @param {string} title
 * @param {(ref: string) => unknown} chosen
 */
export const choosePlace = (title, chosen) => {
  const pick = (/** @type {string} */ ref) => {
    shut()
    return chosen(ref)
  }
  open({ title, body: () => html`${Object.entries(KINDS).map(([kind, words]) => group(kind, words(), pick))}` })
}

/** @param {string} kind @param {string} words @param {(ref: string) => unknown} pick */
const group = (kind, words, pick) => {
  const places = rows("place").filter((place) => place.kind === kind).sort(order)
  if (!places.length) return nothing
  return html`<section class="stack gap-s"><h3 class="eyebrow">${words}</h3><div class="cols">${places.map(({ id, name }) => {
    const ref = `${kind}:${id}`
    return html`<button class="btn" aria-pressed=${String(here()?.ref === ref)} @click=${() => pick(ref)}>${icon(SHAPES[kind])}${name}</button>`
  })}</div></section>`
}

/** @param {Row} a @param {Row} b */
const order = (a, b) => a.sort - b.sort || a.name.localeCompare(b.name, undefined, { numeric: true })

/** The icon of a place's kind. @param {string} ref */
export const shapeOf = (ref) => SHAPES[parts(ref)[0]] ?? "map-pin"
