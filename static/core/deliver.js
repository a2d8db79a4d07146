/** Brings the entries that this phone carries for others to the server, under whoever is here; each says whose it is. */
import { judge } from "./answers.js"
import { ask } from "./api.js"
import { carried, letGo } from "./carried.js"
import { instant, MOST_LINES } from "./entry.js"
import { now } from "./clock.js"
import { tell } from "./hub.js"
import { ways } from "./people.js"
import { status } from "./status.js"
import { meta } from "./store.js"

/** @typedef {import("./parcels.js").Opened} Opened */

/** A show that nobody here has a part in is asked about again after this (ms). */
const LATER = 300_000
/** Half of what a push may hold: others' words may be long. */
const MOST = MOST_LINES / 2

/** Until when a show's are not tried again, ms. @type {Map<string, number>} */
const refused = new Map()

/** Deliver what can go now. Answers whether the server was there for all that was tried. */
export const deliver = async () => {
  const all = await carried()
  for (const show of new Set(all.map((one) => one.show))) {
    if (Date.now() < (refused.get(show) ?? 0)) continue
    const theirs = all.filter((one) => one.show === show)
    for (let from = 0; from < theirs.length; from += MOST) {
      const outcome = await some(show, theirs.slice(from, from + MOST))
      if (outcome === "stop") return false
      if (outcome === "refused") { refused.set(show, Date.now() + LATER); break }
    }
  }
  return true
}

/** One push, by the first person here from whom the server takes it. @param {string} show @param {Opened[]} parcels @returns {Promise<"on"|"refused"|"stop">} */
const some = async (show, parcels) => {
  for (const { key } of ways()) {
    const answer = await ask(`/api/shows/${show}/entries`, { method: "POST", body: await body(parcels), key, type: "application/x-ndjson" })
    // No part in that show: perhaps somebody else here has one.
    if (!answer.failed && answer.ours && [403, 404].includes(answer.status)) continue
    const action = judge(answer, parcels.map(({ id }) => id))
    if (action.act === "settle" && !answer.failed) return received(show, parcels, action.results, answer.body.head)
    if (action.act === "halve" || action.act === "singly") return parted(show, parcels)
    if (action.act === "wait" || action.act === "captive") return "stop"
  }
  return "refused"
}

/** @param {string} show @param {Opened[]} parcels @param {import("./answers.js").Result[]} results @param {string} head @returns {Promise<"on">} */
const received = async (show, parcels, results, head) => {
  await letGo(results.map(({ line }) => parcels[line - 1].id))
  tell("sent", { show, head })
  return "on"
}

/** One at a time, so that one that is refused holds up no other. @param {string} show @param {Opened[]} parcels */
const parted = async (show, parcels) => {
  /** @type {"on"|"refused"|"stop"} */
  let all = "on"
  for (const parcel of parcels) {
    const outcome = await some(show, [parcel])
    if (outcome === "stop") return "stop"
    if (outcome === "refused") all = "refused"
  }
  return all
}

/** @param {Opened[]} parcels */
const body = async (parcels) => {
  const head = { protocol: 1, device: await meta("device"), sent_at: instant(now()), queued: status.waiting + status.carried }
  return [head, ...parcels.map(({ carried: entry, seal }) => ({ carried: entry, seal }))].map((one) => JSON.stringify(one) + "\n").join("")
}
