/** No picture: what is wrong, what to do about it, and the ways that need no camera. */
import { chip, empty, html, icon } from "../core/ui.js"
import { t } from "../core/words.js"
import { pill } from "./places.js"
import { fromPhoto, scanner, video } from "./session.js"

/** @typedef {import("../core/screen.js").Context} Context */

/** @type {Record<string, () => [heading: string, text: string]>} */
const WRONG = {
  refused: () => [t("The camera is off"), t("This browser was told not to allow it. Open the site's settings beside its address, allow the camera, and come back.")],
  "in-use": () => [t("The camera is busy"), t("A call or another app has it. It comes back here by itself once that ends.")],
  missing: () => [t("No camera found"), t("This device has none that a page may use.")],
  unplugged: () => [t("The camera has gone"), t("Plug it in again, and it goes on by itself.")],
  insecure: () => [t("No camera on this address"), t("Browsers give the camera to https addresses only. Ask whoever runs SiteOps for that one.")],
  unsupported: () => [t("No camera in this browser"), t("Open SiteOps in the phone's own browser: Chrome, Safari or Firefox.")],
  unable: () => [t("No live picture here"), t("This browser may not run the decoder; Lockdown Mode on an iPhone does that. Take a photo of the code, type it, or allow this site in the phone's settings.")],
}

/** @param {Context} context */
export const trouble = (context) => {
  const state = scanner.decoder.state === "unable" ? "unable" : scanner.camera.state
  const [heading, text] = (WRONG[state] ?? WRONG.unsupported)()
  return html`${pill(context)}${empty("camera-off", heading, text, { tone: "stop" })}
    <section class="stack"><h2 class="eyebrow">${t("Meanwhile")}</h2><div class="card card--flush list">
    <label>${icon("image")}<b class="grow">${t("Take a photo of the code")}</b>${icon("chevron-right", { turn: true })}
    <input class="vh" type="file" accept="image/*" capture="environment" @change=${fromPhoto}></label>
    <div>${icon("bluetooth")}<b class="grow">${t("Use a hand scanner")}</b>${chip(t("Ready"), "ok")}</div></div></section>
    ${state === "unable" ? "" : html`<button class="btn" @click=${() => scanner.camera.open(video)}>${icon("camera")}${t("Try the camera again")}</button>`}`
}
