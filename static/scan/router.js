/** Follows the address: fetches the room, makes the context, puts the screen into the frame. */
import { html, empty } from "../core/ui.js"
import { t } from "../core/words.js"
import { contextOf } from "./context.js"
import { arrive, place } from "./frame.js"
import { HOME, parsed, ROUTES } from "./routes.js"
import { woken } from "./waking.js"

/** @typedef {import("../core/screen.js").Context} Context */
/** @typedef {import("../core/screen.js").Screen} Screen */

/** @type {{screen: Screen, context: Context}|null} */
let visit = null
/** Counts address changes: a room that comes late must not replace a later one. */
let turn = 0
/** The place of this address in the browser's history, the app's first being 1, so that "back" never leaves the app. */
let depth = 0

/** Follow the address from now on, beginning with the present one. */
export const follow = () => {
  addEventListener("hashchange", arriveAt)
  return arriveAt()
}

/** What the screen of the moment was given. */
export const present = () => {
  if (!visit) throw new Error("no screen yet")
  return visit.context
}

/** The address now. */
export const address = () => parsed(location.hash)

/** @param {string} to such as `#case/12` @param {{replace?: boolean}} [how] */
export const go = (to, { replace = false } = {}) => {
  if (!replace) {
    location.hash = to
    return
  }
  history.replaceState(history.state, "", to)
  void arriveAt()
}

/** The visit that somebody has stepped back from. @type {object|null} */
let left = null

/** One step back, however often a thumb taps, or to `fallback` if this was the first screen. @param {string} fallback */
export const back = (fallback) => {
  if (left === visit) return
  left = visit
  if (depth > 1) history.back()
  else go(fallback, { replace: true })
}

/** An address keeps its place: the browser's own "back" and "forward" lead there, too. */
const reckonDepth = () => {
  depth = history.state?.depth ?? depth + 1
  history.replaceState({ depth }, "")
}

const arriveAt = async () => {
  const mine = ++turn
  reckonDepth()
  const to = address()
  const route = ROUTES[to.name] ?? ROUTES[HOME]
  // Any other screen would say that nothing is there, until all is read.
  const [rooms] = await Promise.all([route.load().catch(() => null), route.early || route.open ? null : woken])
  if (mine !== turn) return
  await visit?.screen.leave?.(visit.context)
  if (mine !== turn) return
  const first = !visit
  visit = { screen: rooms?.screens[to.name] ?? missing, context: contextOf(to, { go, back }) }
  place(visit.screen, visit.context)
  arrive(route.tab, first)
  await visit.screen.enter?.(visit.context)
}

/** A room that is not on this phone, and there is no signal to fetch it. @type {Screen} */
const missing = {
  show: () => ({
    title: t("Not here yet"),
    main: empty("wifi-off", t("This screen is not on this phone yet"),
      t("It comes with the first good signal. Scanning works meanwhile."),
      { tone: "warn", more: html`<button class="btn" @click=${() => location.reload()}>${t("Try again")}</button>` }),
  }),
}
