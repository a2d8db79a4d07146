/** Hands on what waits here, without any network: code after code on this screen, read by another phone's scanner. */
import { mine } from "../core/carried.js"
import { cut, named, packed, TooMuch } from "../core/frames.js"
import { written } from "../core/parcels.js"
import { modules, SIZE } from "../core/qr.js"
import { status } from "../core/status.js"
import { empty, html, icon, nothing, notice } from "../core/ui.js"
import { n, t } from "../core/words.js"
import { Awake } from "./device/awake.js"
import { whose } from "./waiting.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("../core/parcels.js").Opened} Opened */

/** Long enough for a slow phone to look twice. */
const EACH_MS = 240
/** Most entries of one round, which keeps it under a minute. The oldest go first. */
const MOST = 200
/** Modules that must stay white around a code. */
const QUIET = 4

const awake = new Awake()

/** @type {Record<string, import("../core/screen.js").Screen>} */
export const screens = {
  handover: {
    show: (context) => ({ title: t("Hand on by QR"), back: "#scan", tabs: false, main: main(context), foot: foot(context) }),
    enter: begin,
    leave: ({ memory }) => {
      memory.left = true
      clearInterval(memory.turning)
      return awake.letGo()
    },
  },
}

/** @param {Context} context */
async function begin(context) {
  const all = await mine()
  const { parcels, frames } = await framed(all.slice(0, MOST))
  if (context.memory.left) return
  Object.assign(context.memory, { all, parcels, frames, canvas: easel() })
  context.draw()
  if (!frames.length) return
  turn(context)
  context.memory.turning = setInterval(() => turn(context), EACH_MS)
  await awake.hold()
}

/** As many of them as one round takes, with its codes. @param {Opened[]} parcels @returns {Promise<{parcels: Opened[], frames: string[]}>} */
const framed = async (parcels) => {
  if (!parcels.length) return { parcels, frames: [] }
  try {
    return { parcels, frames: cut(await packed(written(parcels)), named()) }
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error
    return framed(parcels.slice(0, Math.floor(parcels.length / 2)))
  }
}

const easel = () => {
  const canvas = Object.assign(document.createElement("canvas"), { width: SIZE + 2 * QUIET, height: SIZE + 2 * QUIET, className: "code-on-screen" })
  canvas.setAttribute("role", "img")
  canvas.setAttribute("aria-label", t("Codes for another phone's camera"))
  return canvas
}

/** Show the next code. Each round has an order of its own: a camera that looks in step misses others every time. @param {Context} context */
const turn = ({ memory }) => {
  if (!memory.round?.length) memory.round = shuffled(memory.frames)
  const text = memory.round.pop()
  memory.canvas.dataset.frame = `${memory.frames.indexOf(text) + 1}/${memory.frames.length}`
  paint(memory.canvas, modules(text))
}

/** @param {string[]} frames */
const shuffled = (frames) => frames.map((frame) => ({ frame, at: Math.random() })).sort((a, b) => a.at - b.at).map(({ frame }) => frame)

/** @param {HTMLCanvasElement} canvas @param {Uint8Array} code */
const paint = (canvas, code) => {
  const picture = new ImageData(SIZE, SIZE)
  code.forEach((dark, at) => picture.data.set(dark ? [0, 0, 0, 255] : [255, 255, 255, 255], at * 4))
  const brush = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"))
  brush.fillStyle = "white"
  brush.fillRect(0, 0, canvas.width, canvas.height)
  brush.putImageData(picture, QUIET, QUIET)
}

/** @param {Context} context */
const main = ({ memory: { all, parcels, canvas } }) => {
  if (!all) return html`<p class="muted" aria-busy="true">${t("One moment…")}</p>`
  if (!all.length) return empty("check-check", t("Nothing to hand on"), t("Everything this phone saw is with the others."), { tone: "ok" })
  return html`${canvas}<section class="card stack gap-s" tabindex="0" aria-labelledby="handed"><h2 id="handed">${n("{count} entry of {names}", "{count} entries of {names}", parcels.length, { names: names(parcels) })}</h2>
    <ol class="stack gap-s">${[t("On the other phone: open Scan."), t("Point its camera at this screen until it says that it has all.")].map((words, at) => html`<li class="row">
      <span class="badge">${at + 1}</span><span class="grow">${words}</span></li>`)}</ol>
    <p class="muted">${t("Whoever has signal first sends them, under the right names, once. They stay here too.")}</p></section>
    ${status.photos ? notice("info", n("{count} photo stays on this phone until it has signal.", "{count} photos stay on this phone until it has signal.", status.photos), { icon: "image" }) : nothing}
    ${parcels.length < all.length ? notice("info", n("{count} more goes in the next round, once these are sent.", "{count} more go in the next round, once these are sent.", all.length - parcels.length)) : nothing}`
}

/** @param {Opened[]} parcels */
const names = (parcels) => [...new Set(parcels.map(({ by }) => by))].map(whose).join(", ")

/** @param {Context} context */
const foot = (context) => html`<button class="btn btn--act btn--xl" @click=${() => context.back("#scan")}>${icon("check")}${t("Done")}</button>`
