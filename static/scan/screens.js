/** The scanner: where the phone is, the picture, the last scan, and every other way to say a code. */
import { html, icon, nothing } from "../core/ui.js"
import { n, t, time } from "../core/words.js"
import { nameOf } from "../core/names.js"
import { lastOwn } from "../core/record.js"
import { countAhead } from "../gear/progress.js"
import { trouble } from "./camera-trouble.js"
import { homeless } from "./limbo.js"
import * as packing from "./packing.js"
import { pill, still } from "./places.js"
import { attend, fromPhoto, scanner, turnAway, video } from "./session.js"
import { told } from "../core/telling.js"
import { here, last } from "./where.js"

/** @typedef {import("../core/screen.js").Context} Context */

/** @type {Record<string, import("../core/screen.js").Screen>} */
export const screens = {
  scan: {
    show: (context) => ({
      title: title(),
      main: html`${sees() ? picture(context) : trouble(context)}${still()}${packing.into() ? packed() : nothing}${latest(context)}
        <div class="row"><button class="btn grow" @click=${type}>${icon("keyboard")}${t("Type")}</button>
        <a class="btn btn--slab grow" href="#report">${icon("siren")}${t("Incident")}</a></div>`,
    }),
    enter: async () => {
      countAhead()
      await attend()
    },
    leave: turnAway,
  },
}

const title = () => {
  const at = here()
  return at ? nameOf(at.ref) : last() || homeless().length ? t("Where are you?") : t("Scan")
}

/** Whether there is, or will be, a picture to scan in. */
const sees = () => ["closed", "opening", "live", "resting"].includes(scanner.camera.state) && scanner.decoder.state !== "unable"

/** @param {Context} context */
const picture = (context) => html`<div class="cam" aria-busy=${String(scanner.camera.state !== "live")}>${video}
  <svg class="vf" viewBox="0 0 100 100" aria-hidden="true"><path d="M3 22V12a9 9 0 0 1 9-9h10M78 3h10a9 9 0 0 1 9 9v10M97 78v10a9 9 0 0 1-9 9H78M22 97H12a9 9 0 0 1-9-9V78" vector-effect="non-scaling-stroke"></path></svg>
  ${pill(context)}<div class="tools"><div class="row">${torch()}${lens(context)}</div>${photo()}</div></div>`

const torch = () => (scanner.camera.hasTorch ? html`<button class="round" aria-label=${t("Torch")} aria-pressed=${String(scanner.camera.torch)}
  @click=${() => scanner.camera.setTorch(!scanner.camera.torch)}>${icon("flashlight", { size: "l" })}</button>` : nothing)

/** @param {Context} context */
const lens = (context) => (scanner.camera.lenses.length > 1 ? html`<button class="round" aria-label=${t("Choose a lens")}
  @click=${() => lenses(context)}>${icon("switch-camera", { size: "l" })}</button>` : nothing)

/** @param {Context} context */
const lenses = (context) => context.sheet({ title: t("Choose a lens"), body: () => html`<p class="muted">${t("The one that sees labels sharply from an arm's length. This phone remembers it.")}</p>
  <div class="card card--flush list">${scanner.camera.lenses.map((one) => html`<button aria-pressed=${String(one.id === scanner.camera.lens?.id)}
  @click=${() => { context.shut(); return scanner.camera.choose(one) }}><b class="grow">${one.label}</b>${one.id === scanner.camera.lens?.id ? icon("check") : nothing}</button>`)}</div>` })

const photo = () => html`<label class="round"><span class="vh">${t("Read a photo of a code")}</span>${icon("image", { size: "l" })}
  <input class="vh" type="file" accept="image/*" @change=${fromPhoto}></label>`

/** What is being packed, and the way out. */
const packed = () => {
  const open = packing.into()
  return open ? html`<div class="notice" data-tone="info">${icon("package-open")}<div class="grow"><strong>${t("Packing {box}", { box: nameOf(`case:${open.key}`) })}</strong><br>
    ${n("{count} case in it so far. Every case you scan goes in.", "{count} cases in it so far. Every case you scan goes in.", open.count)}</div>
    <button class="btn btn--s" @click=${packing.end}>${icon("check")}${t("Closed")}</button></div>` : nothing
}

/** The last scan, and its undo. @param {Context} context */
const latest = (context) => {
  const holder = context.me()
  const one = holder && lastOwn(holder.id)
  if (!one) return nothing
  const { icon: shape, words } = told(one.entry)
  return html`<div class="card row"><a class="row grow plain" href="#recent"><span class="tone-ok">${icon(shape, { size: "l" })}</span>
    <span class="grow"><b class="clip">${words}</b><span class="muted small clip">${time(one.entry.at)} · ${STANDS[one.phase]()}</span></span></a>
    <button class="btn btn--s" @click=${() => undone(context, one.entry)}>${icon("undo-2", { turn: true })}${t("Undo")}</button></div>`
}

/** @type {Record<string, () => string>} */
const STANDS = { waiting: () => t("saved on this phone"), sent: () => t("sent"), parked: () => t("refused") }

/** @param {Context} context @param {{id: string, subject: string}} entry */
const undone = async (context, entry) => {
  if (await context.undo(entry)) context.say(t("Undone"))
}

const type = async () => {
  const { typeSheet } = await import("./typing.js")
  typeSheet()
}
