/** Lets whoever holds the phone go first: what has just been shown is looked at, and touched, before the rest is made. */

/** Time to see a screen and touch it, or to begin to move it (ms). */
const TURN_MS = 250

/** Settles once what was drawn has been seen for a moment. A page that nobody sees shows nothing, and waits for nobody. */
export const calm = () => new Promise((done) => {
  if (document.hidden) return done(null)
  requestAnimationFrame(() => setTimeout(done, TURN_MS))
  document.addEventListener("visibilitychange", done, { once: true })
})
