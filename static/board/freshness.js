/** Whether this phone's rows are as true as they get: only then may a screen say "none". */
import { age, status } from "../core/status.js"
import { t, time } from "../core/words.js"

/** Rows are true for about this long (s): a phone asks every few seconds while it can. */
const FRESH = 60

/** Whether "none" may be said. */
export const isFresh = () => {
  const seconds = age()
  return seconds !== null && seconds < FRESH
}

/** Words as of when they were known to be true; as they are while that is now. @param {string} words */
export const asKnown = (words) => (isFresh() || status.fresh === null ? words : t("{fact}, known at {time}", { fact: words, time: time(status.fresh) }))
