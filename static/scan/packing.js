/** Pack mode: every case scanned goes into one other, until somebody says it is closed. */
import { now } from "../core/clock.js"
import { row } from "../core/world.js"
import * as gear from "../gear/verbs.js"

/** As with a place: after a pause nobody remembers that a case stands open. */
const LAPSE_MS = 20 * 60_000

/** @type {{key: string, last: number, count: number}|null} */
let open = null

/** The case that is being packed, null if none. @returns {{key: string, count: number}|null} */
export const into = () => (open && now() - open.last <= LAPSE_MS && row("case", open.key) ? open : null)

/** Begin to pack into a case. @param {string} key */
export const begin = (key) => { open = { key, last: now(), count: 0 } }

/** It is closed. */
export const end = () => { open = null }

/** What a scan of a case means while another is being packed. @param {string} key @returns {import("./scanning.js").Deed} */
export const scan = (key) => {
  const box = /** @type {NonNullable<typeof open>} */ (open)
  const deed = gear.pack({ key, into: box.key })
  open = { ...box, last: now(), count: box.count + (deed.kind === null ? 0 : 1) }
  return deed
}

/** What such a scan would say, without a scan. @param {string} key @param {string} into */
export const foretell = (key, into) => {
  const { tone, title } = gear.pack({ key, into }).verdict
  return { tone, title }
}
