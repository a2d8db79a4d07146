/** Count mode: after the scan of a case whoever scanned it is asked how much is in it. */
import { amountsIn } from "../gear/counting.js"

let on = false

export const isOn = () => on

/** @param {boolean} wanted */
export const turn = (wanted) => { on = wanted }

/** Where to count what was scanned; null where there is nothing to count, or nobody counts. @param {string} subject */
export const pageOf = (subject) => {
  const [noun, key] = subject.split(":")
  return on && noun === "case" && amountsIn(key).length ? `#count/${key}` : null
}
