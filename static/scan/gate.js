/** What comes before every screen until this phone can be used: somebody signs in, and a show is chosen. */
import { current } from "../core/people.js"
import { choose } from "../core/start.js"
import { status } from "../core/status.js"
import { empty, html, icon, nothing } from "../core/ui.js"
import { t } from "../core/words.js"
import { show } from "../core/world.js"
import { codeForm } from "./arriving.js"
import { draw } from "./frame.js"
import { installed } from "./install-offer.js"
import { ROUTES } from "./routes.js"
import { signingIn } from "./signing-in.js"

/** @typedef {import("../core/screen.js").View} View */
/** @typedef {import("../core/start.js").Show} Show */

/** `view`: what stands before a screen, null: nothing. `asked`: the server was asked, these shows are to choose from. */
export const gateOf = () => {
  /** @type {Show[]|null} */
  let choices = null
  return {
    /** @param {string} name @returns {View|null} */
    view: (name) => {
      // Until the server has said who is here, somebody may be; what is scanned meanwhile is kept.
      if (choices === null || ROUTES[name]?.open || (current() && show())) return null
      return current() ? choosing(choices) : welcome()
    },
    /** @param {Show[]} found */
    asked: (found) => {
      choices = found
      draw()
    },
  }
}

/** Nobody has signed in on this phone. @returns {View} */
const welcome = () => {
  if (!status.signedOut) return unreachable()
  return installed() ? arrival() : signIn()
}

/** In a browser: the invitation's link is the way in. @returns {View} */
const signIn = () => ({
  title: t("Sign in"), eyebrow: "SiteOps", chip: null,
  main: empty("key-round", t("Sign in once on this phone"), t("After that it works without signal. Were you invited? Then open your invitation's link or scan its code instead.")),
  foot: html`<a class="btn" href="/move">${icon("smartphone")}${t("I have a code")}</a>
    <a class="btn btn--act btn--xl" href=${signingIn()}>${icon("log-in")}${t("Sign in")}</a>`,
})

/** The app on the home screen, which an iPhone keeps apart from the browser. @returns {View} */
const arrival = () => ({
  title: t("One more step"), eyebrow: "SiteOps", chip: null,
  main: html`<p>${t("This app does not know you yet: the phone keeps it apart from the browser. A code takes you along; after that it works without signal.")}</p>${codeForm()}`,
  foot: html`<a class="btn" href=${signingIn()}>${icon("log-in")}${t("Sign in by e-mail and password")}</a>`,
})

/** @returns {View} */
const unreachable = () => ({
  title: t("No signal"), eyebrow: "SiteOps", chip: null,
  main: empty("wifi-off", t("SiteOps cannot be reached"), installed()
    ? t("The first time, this app needs a signal. Go where there is some: a code from SiteOps in your browser then lets you in. What you scanned there goes out from there.")
    : t("The first sign-in needs a signal. Go where there is some, then try again."), { tone: "warn" }),
  foot: html`<a class="btn btn--act btn--xl" href="/field">${icon("refresh-cw")}${t("Try again")}</a>`,
})

/** Somebody is here, but on no show yet. @param {Show[]} choices @returns {View} */
const choosing = (choices) => ({
  title: t("Which show?"), eyebrow: current()?.name ?? "SiteOps", chip: null,
  main: choices.length ? list(choices) : empty("calendar-range", t("You are on no show yet"), t("Ask your lead for an invitation, then open its link on this phone.")),
  foot: choices.length ? nothing : html`<a class="btn btn--act btn--xl" href="/field">${icon("refresh-cw")}${t("Try again")}</a>`,
})

/** @param {Show[]} choices */
const list = (choices) => html`<div class="card card--flush list">${choices.map(({ id, name }) => html`<button @click=${() => choose(id)}>
  <b class="grow">${name}</b>${icon("chevron-right", { turn: true })}</button>`)}</div>`
