/** What comes before every screen until this phone can be used: somebody signs in, and a show is chosen. */
import { current } from "../core/people.js"
import { choose } from "../core/start.js"
import { status } from "../core/status.js"
import { empty, html, icon, nothing } from "../core/ui.js"
import { t } from "../core/words.js"
import { show } from "../core/world.js"
import { draw } from "./frame.js"
import { ROUTES } from "./routes.js"

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
  const out = status.signedOut
  return {
    title: out ? t("Sign in") : t("No signal"), eyebrow: "SiteOps", chip: null,
    main: out
      ? empty("key-round", t("Sign in once on this phone"), t("After that it works without signal. Were you invited? Then open your invitation's link or scan its code instead."))
      : empty("wifi-off", t("SiteOps cannot be reached"), t("The first sign-in needs a signal. Go where there is some, then try again."), { tone: "warn" }),
    foot: out
      ? html`<a class="btn btn--act btn--xl" href="/login?next=/field">${icon("log-in")}${t("Sign in")}</a>`
      : html`<a class="btn btn--act btn--xl" href="/field">${icon("refresh-cw")}${t("Try again")}</a>`,
  }
}

/** Somebody is here, but on no show yet. @param {Show[]} choices @returns {View} */
const choosing = (choices) => ({
  title: t("Which show?"), eyebrow: current()?.name ?? "SiteOps", chip: null,
  main: choices.length ? list(choices) : empty("calendar-range", t("You are on no show yet"), t("Ask your lead for an invitation, then open its link on this phone.")),
  foot: choices.length ? nothing : html`<a class="btn btn--act btn--xl" href="/field">${icon("refresh-cw")}${t("Try again")}</a>`,
})

/** @param {Show[]} choices */
const list = (choices) => html`<div class="card card--flush list">${choices.map(({ id, name }) => html`<button @click=${() => choose(id)}>
  <b class="grow">${name}</b>${icon("chevron-right", { turn: true })}</button>`)}</div>`
