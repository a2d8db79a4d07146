/** What a phone needs before it is of use at 2 a.m. without signal: three cards, each done or with the way to do it. */
import { current } from "../core/people.js"
import { status } from "../core/status.js"
import { chip, html, icon, nothing } from "../core/ui.js"
import { bytes, n, t } from "../core/words.js"
import { rows } from "../core/world.js"
import { measure } from "../core/keeping.js"
import { draw } from "./frame.js"
import { accept, installed, offered } from "./install-offer.js"
import { ways } from "./installing.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** `shape`, `text`: how it stands. @typedef {{done: boolean, title: string, text: string, more?: unknown}} Need */

/** @type {Record<string, import("../core/screen.js").Screen>} */
export const screens = {
  ready: {
    enter: look,
    show: (context) => {
      const needs = [camera(context), kept(), home()]
      const done = needs.filter((one) => one.done).length
      const words = t("{count} of {total}", { count: done, total: needs.length })
      return {
        title: t("Get this phone ready"), eyebrow: current() ? t("Welcome, {name}", { name: current()?.name ?? "" }) : "SiteOps", back: "#more",
        chip: chip(words, done === needs.length ? "ok" : "info", { icon: "list-checks" }),
        main: html`${needs.map(card)}<p class="age">${icon("info")}${t("You can scan already. The rest can wait, but not past today.")}</p>`,
        foot: html`<a class="btn btn--act btn--xl" href="#scan">${icon("scan-line")}${t("Start scanning")}</a>`,
      }
    },
  },
}

/** How the camera stands, and whether the app is on this phone. @param {Context} context */
async function look({ memory, draw: again }) {
  await measure()
  memory.camera = await allowed()
  again()
}

/** @returns {Promise<"granted"|"prompt"|"denied"|"none">} */
const allowed = async () => {
  if (!navigator.mediaDevices?.getUserMedia) return "none"
  const name = /** @type {PermissionName} */ ("camera")
  return navigator.permissions?.query({ name }).then(({ state }) => state, () => /** @type {const} */ ("prompt")) ?? "prompt"
}

/** @param {Need} need */
const card = ({ done, title, text, more = nothing }) => html`<section class="card stack gap-s"><div class="row"><span class=${done ? "tone-ok" : ""}>${
  icon(done ? "circle-check" : "circle-dashed", { size: "l" })}</span><div class="grow"><h2>${title}</h2><p class="muted small">${text}</p></div></div>${more}</section>`

/** @param {Context} context @returns {Need} */
const camera = (context) => {
  const state = context.memory.camera
  if (state === "granted") return { done: true, title: t("Camera allowed"), text: t("To scan. Nothing is filmed, nothing leaves this phone.") }
  if (state === "denied") return { done: false, title: t("The camera is off"), text: t("This browser was told not to allow it. Open the site's settings beside its address, allow the camera, and come back.") }
  if (state === "none") return { done: false, title: t("No camera in this browser"), text: t("Type codes, use a hand scanner, or open SiteOps in Chrome, Safari or Firefox over https.") }
  return { done: false, title: t("Allow the camera"), text: t("To scan. Nothing is filmed, nothing leaves this phone."),
    more: html`<button class="btn btn--slab" @click=${() => ask(context)}>${icon("camera")}${t("Allow it")}</button>` }
}

/** Ask for it once, and let it go: the scanner opens it when it is needed. @param {Context} context */
const ask = async (context) => {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).catch(() => null)
  for (const track of stream?.getTracks() ?? []) track.stop()
  context.memory.camera = stream ? "granted" : await allowed()
  context.draw()
}

/** @returns {Need} */
const kept = () => {
  const [cases, people] = [rows("case").length, rows("person").length]
  const done = status.fresh !== null && Boolean(navigator.serviceWorker?.controller)
  const text = [n("{count} case", "{count} cases", cases), n("{count} person", "{count} people", people), status.used && bytes(status.used)].filter(Boolean).join(", ")
  if (done) return { done, title: t("Kept for no signal"), text }
  const wait = "serviceWorker" in navigator ? t("It comes by itself while there is signal: stay a moment.") : t("This window keeps no app: open SiteOps in an ordinary one, over https.")
  return { done, title: t("Not kept for no signal yet"), text: wait }
}

/** @returns {Need} */
const home = () => {
  if (installed()) return { done: true, title: t("On the home screen"), text: t("The phone never clears it away.") }
  const more = offered() ? html`<button class="btn btn--slab" @click=${() => accept().then(draw)}>${icon("hard-drive-download")}${t("Add it")}</button>`
    : html`${ways()}<a class="btn btn--s" href="#install">${icon("key-round")}${t("Come in there as yourself")}</a>`
  return { done: false, title: t("Add to the home screen"), text: t("So the phone never clears it away"), more }
}
