/** The scanner: where the phone is, the picture, the last scan, and every other way to say a code. */
import { chip, html, icon, nothing } from "../core/ui.js"
import { n, number, t, time } from "../core/words.js"
import { nameOf } from "../core/names.js"
import { now } from "../core/clock.js"
import { lastOwn } from "../core/record.js"
import { ahead, countAhead } from "../gear/progress.js"
import { site } from "../gear/site.js"
import { rows } from "../core/world.js"
import { trouble } from "./camera-trouble.js"
import * as counting from "./counting.js"
import { homeless } from "./limbo.js"
import { pane } from "./outlines.js"
import * as packing from "./packing.js"
import { pill, still } from "./places.js"
import { hint } from "./ready-hint.js"
import { card, tap } from "./stack-view.js"
import * as stack from "./stack.js"
import { attend, fromPhoto, scanner, turnAway, video } from "./session.js"
import { told } from "../core/telling.js"
import { draw } from "./frame.js"
import { pace } from "./tally.js"
import { here, last, leg } from "./where.js"

/** @typedef {import("../core/screen.js").Context} Context */

/** @type {Record<string, import("../core/screen.js").Screen>} */
export const screens = {
  scan: {
    show: (context) => {
      const stacked = stack.stacked()
      const top = html`${sees() ? picture(context, stacked.length > 0) : trouble(context)}${still()}${packing.into() ? packed() : nothing}${counts()}`
      // A stack in the picture asks for one tap; else there is the last scan, and every other way on.
      if (stacked.length) return { title: title(), main: html`${top}${card(stacked)}`, foot: tap(stacked) }
      return { title: title(), main: html`${top}${onwards()}${latest(context)}${ways()}` }
    },
    enter: async () => {
      countAhead(draw)
      await attend()
    },
    leave: () => {
      stack.leave()
      return turnAway()
    },
  },
}

/** Every way on that needs no camera. */
const ways = () => html`<div class="row"><button class="btn grow" @click=${type}>${icon("keyboard")}${t("Type")}</button>
  ${!counting.isOn() && rows("content").some(({ lines }) => lines.length) ? html`<button class="btn grow" @click=${() => count(true)}>${icon("hash")}${t("Count")}</button>` : nothing}
  <a class="btn btn--slab grow" href="#report">${icon("siren")}${t("Incident")}</a></div>`

const title = () => {
  const at = here()
  return at ? nameOf(at.ref) : last() || homeless().length ? t("Where are you?") : t("Scan")
}

/** Whether there is, or will be, a picture to scan in. */
const sees = () => ["closed", "opening", "live", "resting"].includes(scanner.camera.state) && scanner.decoder.state !== "unable"

/** What to aim with; a stack is its own frame. */
const frame = html`<svg class="vf" viewBox="0 0 100 100" aria-hidden="true"><path d="M3 22V12a9 9 0 0 1 9-9h10M78 3h10a9 9 0 0 1 9 9v10M97 78v10a9 9 0 0 1-9 9H78M22 97H12a9 9 0 0 1-9-9V78" vector-effect="non-scaling-stroke"></path></svg>`

/** @param {Context} context @param {boolean} isStack */
const picture = (context, isStack) => html`<div class="cam" aria-busy=${String(scanner.camera.state !== "live")}>${video}${pane}
  ${isStack ? nothing : frame}${pill(context, dark())}<div class="tools"><div class="row row--wrap">${torch()}${zoom()}${lens(context)}</div>${photo()}</div></div>`

/** A screen that may go dark while somebody scans, and a way to ask again. */
const dark = () => {
  const { awake, camera } = scanner
  if (camera.state !== "live" || !["lost", "unsupported"].includes(awake.state)) return nothing
  return awake.state === "unsupported" ? chip(t("This screen may go dark"), "warn", { icon: "moon" })
    : html`<button class="chip" data-tone="warn" @click=${() => awake.hold()}>${icon("moon")}${t("This screen may go dark")}</button>`
}

/** Each touch looks nearer, and the last one from afar again. */
const zoom = () => {
  const { camera } = scanner
  const { factor, factors } = camera
  if (camera.state !== "live" || factors.length < 2) return nothing
  return html`<button class="round code" aria-label=${t("Zoom {factor}×", { factor: number(factor) })} aria-pressed=${String(factor > 1)}
    @click=${() => camera.magnify(factors.find((one) => one > factor) ?? factors[0])}>${number(factor)}×</button>`
}

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

/** What comes next to this place, and how it goes. */
const onwards = () => {
  const at = here()
  if (!at) return nothing
  const coming = ahead(at.ref, site(leg(at)))
  const { count, rate } = pace(now())
  const scans = count ? html`<span class="small muted">${n("{count} scan", "{count} scans", count)}${rate === null ? nothing : html`<br>${t("{rate} a minute", { rate: number(rate) })}`}</span>` : nothing
  if (!coming) return count ? html`<p class="row">${scans}</p>` : nothing
  return html`<div class="row"><a class="grow plain" href="#case/${coming.next.id}"><span class="small muted">${n("Next, {count} left", "Next of {count} left", coming.left)}</span><br>
    <b class="code">${coming.next.code}</b> ${coming.next.name}</a>${scans}</div>`
}

/** Count mode, and the way out. */
const counts = () => (counting.isOn() ? html`<div class="notice" data-tone="info">${icon("hash")}<div class="grow"><strong>${t("Counting")}</strong><br>${t("Scan a case, then say how much is in it.")}</div>
  <button class="btn btn--s" @click=${() => count(false)}>${icon("check")}${t("Done")}</button></div>` : nothing)

/** @param {boolean} on */
const count = (on) => {
  counting.turn(on)
  draw()
}

/** The last scan, and its undo. @param {Context} context */
const latest = (context) => {
  const holder = context.me()
  const one = holder && lastOwn(holder.id)
  if (!one) return hint()
  const all = stack.latest(holder.id)
  const { icon: shape, words } = all.length ? { icon: "layers", words: t("{cases} at {place}", { cases: stack.counted(all.length), place: nameOf(one.entry.body.place) }) } : told(one.entry)
  const take = all.length ? stack.undo : () => undone(context, one.entry)
  return html`<div class="card row"><a class="row grow plain" href="#recent"><span class="tone-ok">${icon(shape, { size: "l" })}</span>
    <span class="grow"><b class="clip">${words}</b><span class="muted small clip">${time(one.entry.at)} · ${STANDS[one.phase]()}</span></span></a>
    <button class="btn btn--s" @click=${take}>${icon("undo-2", { turn: true })}${stack.undoing(all.length)}</button></div>`
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
