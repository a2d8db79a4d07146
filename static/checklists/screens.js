/** Lists of steps: all of them with how far each is, one with its steps, and the cases that a truck still waits for. */
import { overview } from "./overview.js"
import { page } from "./page.js"

/** @typedef {import("../core/screen.js").Screen} Screen */
/** @typedef {import("../core/types.js").Row} Row */
/** A case that is not on its truck. @typedef {{id: number, code: string, name: string, where: string}} Ashore */
/**
 * What the cases say about a list: `load` counts those of its truck (and zone), `ashore` names those not on it.
 * @typedef {{load: (list: Row) => import("./rules.js").Load, ashore: (list: Row) => Ashore[]}} Cases
 */

/** @param {Cases} cases @returns {Record<string, Screen>} */
export const screensOf = (cases) => ({ lists: overview(cases), list: page(cases) })
