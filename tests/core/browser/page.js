/** What a test page offers its test: the phone's kernel, and a fold small enough to see through. */
import * as carried from "./core/carried.js"
import * as clock from "./core/clock.js"
import * as drain from "./core/drain.js"
import * as entry from "./core/entry.js"
import * as history from "./core/history.js"
import * as hub from "./core/hub.js"
import * as lookup from "./core/lookup.js"
import * as keeping from "./core/keeping.js"
import * as outbox from "./core/outbox.js"
import * as parcels from "./core/parcels.js"
import * as people from "./core/people.js"
import * as photos from "./core/photos.js"
import * as pull from "./core/pull.js"
import * as record from "./core/record.js"
import * as shell from "./core/shell.js"
import * as start from "./core/start.js"
import * as status from "./core/status.js"
import * as store from "./core/store.js"
import * as world from "./core/world.js"

world.register("case", {
  blank: () => ({ place: null, been: [] }),
  step: (state, { kind, body }) =>
    (kind === "Moved" ? { ...state, place: body.place, been: [...state.been ?? [], body.place] } : state),
})

const PATIENCE_MS = 20_000

/** Wait until what `watch` tells of makes `wanted()` true; says what was there instead when patience ends. */
const becomes = (watch, wanted, there) => new Promise((resolve, reject) => {
  const end = () => (stop(), clearTimeout(alarm))
  const look = () => wanted() && (end(), resolve(there()))
  const alarm = setTimeout(() => (end(), reject(new Error(`${wanted} in ${JSON.stringify(there())}`))), PATIENCE_MS)
  const stop = watch(look)
  look()
})

/** Wait until the status is such. */
const until = (wanted) => becomes(status.watch, () => wanted(status.status), () => ({ ...status.status }))

/** Wait until memory shows this. */
const shows = (wanted) => becomes(world.watch, wanted, () => null)

/** Move cases to a place, one entry each, in order. */
const move = async (...keys) => {
  const made = []
  for (const key of keys) made.push(await record.record("Moved", `case:${key}`, { place: "dock:1", leg: "in" }))
  return made
}

Object.assign(window, {
  core: { carried, clock, drain, entry, history, hub, keeping, lookup, outbox, parcels, people, photos, pull, record, shell, start, status, store, world },
  until, move, shows,
})
await start.start()
document.body.dataset.ready = "yes"
