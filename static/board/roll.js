/** What of the board is shown: what a phone's first glance takes in, and a moment later, from then on, all of it. */
import { calm } from "../core/calm.js"
import { status, watch } from "../core/status.js"

let all = false

export const isUnrolled = () => all

/** Show all of it soon after there are figures. @param {() => void} draw */
export const unroll = async (draw) => {
  if (all) return
  await heard()
  await calm()
  all = true
  draw()
}

/** Settles once this phone has heard from the server, now or ever. @returns {Promise<void>} */
const heard = () => new Promise((done) => {
  if (status.fresh !== null) return done()
  const stop = watch(() => {
    if (status.fresh === null) return
    stop()
    done()
  })
})
