/**
 * Starts the phone's kernel: first what the phone itself knows, without asking anybody, then the network.
 */
import { ask } from "./api.js"
import { wind } from "./clock.js"
import { keepSending } from "./drain.js"
import { drop } from "./glance.js"
import { join } from "./hub.js"
import { keepMeasuring } from "./keeping.js"
import { count } from "./outbox.js"
import { current, gather, identify } from "./people.js"
import { keepPulling, pull } from "./pull.js"
import { cursor } from "./pulled.js"
import { report } from "./status.js"
import { begin, meta, setMeta } from "./store.js"
import { enter, show } from "./world.js"

/** A show somebody may see. @typedef {{id: string, name: string}} Show */

/** Who holds this phone, what waits on it, and the show it is on; null if it never was on one. @returns {Promise<string|null>} */
const open = async () => {
  join()
  const [{ cleared }, counted, id] = await Promise.all([begin(), count(), meta("show"), wind(), gather()])
  report({ cleared, ...counted })
  return id ?? null
}

/**
 * Ready to render: rows and own entries are in memory, as of the last visit. The network is asked for afterwards.
 * @returns {Promise<{show: string|null}>} the show this phone is on; null if it never was on one
 */
export const start = async () => {
  const id = await open()
  // What was shown first may be of a show that is no longer on this phone, or for nobody.
  if (!id || !current()) drop()
  if (id) await begun(id)
  else if (show()) {
    report({ fresh: null, head: null })
    await enter("")
  }
  return { show: id }
}

/**
 * Go online: who is signed in, what waits, what is new. Call it once, after the first render.
 * Answers the shows to choose from while this phone is on none; empty if it is on one, or nobody could be asked.
 * @returns {Promise<Show[]>}
 */
export const connect = async () => {
  void keepMeasuring()
  // Asked together: on a phone's first visit nothing can be scanned before both answers are there.
  const [choices] = await Promise.all([show() ? [] : shows(), identify()])
  if (choices.length === 1) await choose(choices[0].id)
  await Promise.all([keepSending(), keepPulling()])
  return choices.length > 1 ? choices : []
}

/** The shows that whoever is signed in may see; empty if nobody could be asked. @returns {Promise<Show[]>} */
export const shows = async () => {
  const answer = await ask("/api/shows")
  return answer.failed || !Array.isArray(answer.body?.shows) ? [] : answer.body.shows
}

/** Put this phone on a show. @param {string} id */
export const choose = async (id) => {
  drop()
  await setMeta("show", id)
  await begun(id)
  await pull()
}

/** @param {string} id */
const begun = async (id) => {
  await enter(id)
  if (show() !== id) return
  const found = await cursor(id)
  report({ fresh: found?.at ?? null, head: found?.head ?? null })
}
