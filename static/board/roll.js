/** What of the board is shown: what a phone's first glance takes in, and a moment later, from then on, all of it. */
import { calm } from "../core/calm.js"

let all = false

export const isUnrolled = () => all

/** Show all of it soon. @param {() => void} draw */
export const unroll = async (draw) => {
  if (all) return
  await calm()
  all = true
  draw()
}
