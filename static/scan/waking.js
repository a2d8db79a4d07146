/** Whether what this phone knows is in memory yet. The scanner is on screen before that, but nothing can be judged. */

let awake = false
/** @type {() => void} */
let tell = () => {}

/** Settles once it is. @type {Promise<void>} */
export const woken = new Promise((resolve) => { tell = resolve })

/** Whether it is. */
export const isAwake = () => awake

/** It is. */
export const wakeUp = () => {
  awake = true
  tell()
}
