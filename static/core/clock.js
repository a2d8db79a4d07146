/**
 * What time it is on site: this phone's clock, put right by the server's.
 */
import { meta, setMeta } from "./store.js"

/**
 * One answer heard. `trip`: milliseconds there and back. `offset`: milliseconds to add to this phone's clock.
 * @typedef {{trip: number, offset: number}} Sample
 */

const LAST = 10
/** A phone's clock may drift this much between two answers (ms) before we say that somebody has set it. */
const SLACK = 1000

/** @type {Sample[]} */
let samples = []

/** What was heard so far. */
export const learned = () => samples

/** Go by what another visit heard. @param {Sample[]} kept */
export const recall = (kept) => { samples = kept }

/** Read what earlier visits learned. */
export const wind = async () => { samples = (await meta("clock")) ?? [] }

/**
 * Learn from an answer that carried `server_time`.
 * @param {number} sent this phone's clock when the request left, ms
 * @param {string} serverTime
 * @param {number} [received] this phone's clock when the answer came, ms
 */
export const learn = async (sent, serverTime, received = Date.now()) => {
  const server = Date.parse(serverTime)
  if (Number.isNaN(server) || received < sent) return
  samples = heard(samples, { trip: received - sent, offset: server - (sent + received) / 2 })
  await setMeta("clock", samples)
}

/** Seconds this phone is behind the server (negative: ahead); null if it never heard one. */
export const offset = () => {
  const best = shortest(samples)
  return best ? Math.round(best.offset) / 1000 : null
}

/** The corrected time now, ms. */
export const now = () => Date.now() + (offset() ?? 0) * 1000

/**
 * The last ten answers. When the newest cannot be true together with the best of the others, the phone's clock was set
 * in between, and what was heard before says nothing any more.
 * @param {Sample[]} before
 * @param {Sample} sample
 * @returns {Sample[]}
 */
export const heard = (before, sample) => {
  const best = shortest(before)
  const agree = !best || Math.abs(sample.offset - best.offset) <= (sample.trip + best.trip) / 2 + SLACK
  return agree ? [...before, sample].slice(-LAST) : [sample]
}

/**
 * The answer with the shortest way: its offset can be wrong by half its trip at most.
 * @param {Sample[]} all
 * @returns {Sample|undefined}
 */
export const shortest = (all) => [...all].sort((a, b) => a.trip - b.trip)[0]
