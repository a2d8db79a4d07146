/**
 * Which address opens which screen: `#<name>` or `#<name>/<key>`. Only the scanner is there from the start; every other
 * room is fetched when it is first opened (from this phone's own cache, once the app is on it).
 */
import { screens as scan } from "./screens.js"

/** @typedef {import("../core/screen.js").Screen} Screen */
/** @typedef {"scan"|"board"|"lists"|"more"} Tab */
/**
 * `open`: also for somebody who has not signed in. `early`: also before all is read that this phone knows.
 * @typedef {{tab: Tab, load: () => Promise<{screens: Record<string, Screen>}>, open?: boolean, early?: boolean}} Route
 */

/** Where the app begins. */
export const HOME = "scan"

/** @type {Record<string, Route>} */
export const ROUTES = {
  scan: { tab: "scan", load: async () => ({ screens: scan }), early: true },
  recent: { tab: "scan", load: () => import("./recent.js") },
  move: { tab: "scan", load: () => import("./recent.js") },
  link: { tab: "scan", load: () => import("./link.js") },
  unlinked: { tab: "scan", load: () => import("./unlinked.js") },
  code: { tab: "scan", load: () => import("./code.js") },
  pack: { tab: "scan", load: () => import("./recent.js") },
  handover: { tab: "scan", load: () => import("./handing.js") },
  case: { tab: "scan", load: () => import("../gear/screens.js") },
  count: { tab: "scan", load: () => import("../gear/counting.js") },
  board: { tab: "board", load: () => import("../board/screens.js"), early: true },
  place: { tab: "board", load: () => import("../board/screens.js") },
  stuck: { tab: "board", load: () => import("../board/screens.js") },
  crew: { tab: "board", load: () => import("../board/crew.js") },
  wall: { tab: "board", load: async () => (await import("../board/wall.js")).dressed() },
  findings: { tab: "board", load: () => import("../board/look.js") },
  report: { tab: "scan", load: () => import("../incidents/screens.js") },
  reported: { tab: "scan", load: () => import("../incidents/screens.js") },
  incidents: { tab: "board", load: () => import("../incidents/screens.js") },
  incident: { tab: "board", load: () => import("../incidents/screens.js") },
  lists: { tab: "lists", load: () => import("./lists.js") },
  list: { tab: "lists", load: () => import("./lists.js") },
  shows: { tab: "more", load: () => import("./shows.js") },
  more: { tab: "more", load: () => import("./more.js"), open: true },
  ready: { tab: "more", load: () => import("./ready.js") },
  settings: { tab: "more", load: () => import("./settings-screen.js"), open: true },
  install: { tab: "more", load: () => import("./settings-screen.js"), open: true },
}

/**
 * An address as its name and key. A name nobody knows is the scanner.
 * @param {string} hash
 * @returns {{name: string, key: string}}
 */
export const parsed = (hash) => {
  const [name, ...rest] = hash.replace(/^#/, "").split("/")
  if (!Object.hasOwn(ROUTES, name)) return { name: HOME, key: "" }
  const key = rest.join("/")
  try {
    return { name, key: decodeURIComponent(key) }
  } catch {
    return { name, key } // a link somebody mangled
  }
}
