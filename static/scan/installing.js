/** How the app comes onto the home screen, where the phone never clears it away. */
import { html, icon, notice } from "../core/ui.js"
import { status } from "../core/status.js"
import { t } from "../core/words.js"
import { draw } from "./frame.js"
import { accept, installed, offered } from "./install-offer.js"
import { begin, code } from "./leaving.js"
import { wayHome } from "./platforms.js"

/** @typedef {import("../core/screen.js").Screen} Screen */

/** @type {Screen} */
export const installScreen = {
  enter: begin,
  show: () => ({
    title: t("Add to the home screen"), eyebrow: t("This phone"), back: "#more",
    main: html`${installed() ? notice("ok", t("SiteOps runs from the home screen. Nothing more to do."))
      : notice("info", html`<strong>${t("Why")}</strong><br>${t("Browsers clear away what a page has kept when it is not used for a while, or when room is short. An app on the home screen is left alone.")}`)}
      ${installed() ? "" : html`${steps()}${code()}`}${status.persisted ? notice("ok", t("The browser has promised to keep what is on this phone.")) : ""}`,
    foot: offered() ? html`<button class="btn btn--act btn--xl" @click=${() => accept().then(draw)}>${icon("hard-drive-download")}${t("Add it")}</button>` : undefined,
  }),
}

const steps = () => html`<section class="card stack"><h2>${wayHome().head}</h2>${ways()}</section>`

/** Step by step onto this phone's home screen. */
export const ways = () => html`<ol class="stack gap-s">${wayHome().steps.map(([words, shape], at) => html`<li class="row">
  <span class="badge">${at + 1}</span><span class="grow">${words}</span>${icon(shape, { size: "l" })}</li>`)}</ol>`
