/** How the app comes onto the home screen, where the phone never clears it away. */
import { html, icon, notice } from "../core/ui.js"
import { status } from "../core/status.js"
import { t } from "../core/words.js"
import { draw } from "./frame.js"
import { accept, offered } from "./install-offer.js"

/** @typedef {import("../core/screen.js").Screen} Screen */

/** Whether it already runs from the home screen. */
export const installed = () => matchMedia("(display-mode: standalone)").matches

/** @type {Screen} */
export const installScreen = {
  show: () => ({
    title: t("Add to the home screen"), eyebrow: t("This phone"), back: "#more",
    main: html`${installed() ? notice("ok", t("SiteOps runs from the home screen. Nothing more to do."))
      : notice("info", html`<strong>${t("Why")}</strong><br>${t("Browsers clear away what a page has kept when it is not used for a while, or when room is short. An app on the home screen is left alone.")}`)}
      ${steps()}${status.persisted ? notice("ok", t("The browser has promised to keep what is on this phone.")) : ""}`,
    foot: offered() ? html`<button class="btn btn--act btn--xl" @click=${() => accept().then(draw)}>${icon("hard-drive-download")}${t("Add it")}</button>` : undefined,
  }),
}

const steps = () => {
  const apple = /iPhone|iPad/.test(navigator.userAgent)
  const lines = apple ? [[t("Tap Share"), "share"], [t("Choose “Add to Home Screen”"), "square-plus"], [t("Open SiteOps from there, once, with signal"), "scan-line"]]
    : [[t("Open the browser's menu"), "ellipsis"], [t("Choose “Add to home screen” or “Install”"), "square-plus"], [t("Open SiteOps from there, once, with signal"), "scan-line"]]
  return html`<section class="card stack"><h2>${apple ? t("How, on an iPhone") : t("How")}</h2><ol class="stack">${lines.map(([words, shape], at) => html`<li class="row">
    <span class="badge">${at + 1}</span><span class="grow">${words}</span>${icon(shape, { size: "l" })}</li>`)}</ol></section>`
}
