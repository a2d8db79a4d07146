/**
 * What the sync chip and its sheet show: how much waits on this phone, what stands in the way, how old the data is.
 */
import { hear, tell } from "./hub.js"

/**
 * `waiting`, `parked`: entries of this phone, of everybody on it. `carried`: entries of other phones. `photos`: pictures still to be sent.
 * `trouble`: why the last try to send did not go through. `retry`: when the next one is due (ms), if it waits.
 * `received`: when the server last took something (ms). `fresh`: when the pulled rows were last known to be true (ms);
 * null: never, so a screen must not say "none". `signIn`: ids of those who must sign in before their entries can go.
 * `signedOut`: the server does not know this phone's session, so nothing new comes in. `full`: the phone's storage is full.
 * `cleared`: the browser threw away what this phone held. `persisted`: it promised not to. `room`, `used`: bytes left and
 * taken, null if it does not say; `scarce`: too few left for more photos.
 * `fleeting`: this looks like a private window, from which all is gone once it closes. `update`: a newer build is ready.
 * `clockOff`: this phone's clock is more than ten minutes wrong.
 * @typedef {{waiting: number, parked: number, carried: number, photos: number, sending: boolean,
 *   trouble: null|"unreachable"|"busy"|"captive"|"sign-in", retry: number|null, received: number|null,
 *   fresh: number|null, head: string|null, signIn: number[], signedOut: boolean, full: boolean, cleared: boolean,
 *   persisted: boolean, room: number|null, used: number|null, scarce: boolean, fleeting: boolean, update: boolean, clockOff: boolean}} Status
 */

/** @type {Status} */
export const status = {
  waiting: 0, parked: 0, carried: 0, photos: 0, sending: false, trouble: null, retry: null, received: null, fresh: null, head: null,
  signIn: [], signedOut: false, full: false, cleared: false, persisted: false, room: null, used: null, scarce: false, fleeting: false, update: false, clockOff: false,
}

/** @type {Set<() => void>} */
const listeners = new Set()

/**
 * Change some of it, for this tab and the others.
 * @param {Partial<Status>} part
 */
export const report = (part) => tell("status", part)

/**
 * Be called after each change. Gives the function that stops it.
 * @param {() => void} listener
 */
export const watch = (listener) => {
  listeners.add(listener)
  return () => { listeners.delete(listener) }
}

/** Seconds since the pulled rows were last known to be true; null if never. */
export const age = () => (status.fresh === null ? null : Math.max(0, Math.round((Date.now() - status.fresh) / 1000)))

hear("status", (part) => {
  Object.assign(status, part)
  for (const listener of listeners) listener()
})
