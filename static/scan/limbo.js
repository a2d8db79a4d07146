/**
 * Scans without a place. While nobody knows where the phone is, a scan cannot say where the case is; it is kept on the
 * disk of the phone, survives a crash, and is recorded, in order, as soon as somebody says where. Nothing is thrown away.
 */
import { within } from "../core/store.js"
import { show } from "../core/world.js"

/**
 * `by`: who scanned it, null if nobody had signed in yet. `at`: when, ms. `typed`: by hand.
 * @typedef {{show: string, subject: string, by: number|null, at: number, typed: boolean}} Homeless
 */

const KEY = "limbo"

/** @type {Homeless[]} */
let waiting = []

/** Read those of earlier visits and of other tabs. */
export const recall = async () => { waiting = await within((database) => database.get("meta", KEY)) ?? [] }

/** Those of this show, oldest first; one from before this phone was on any show belongs to whichever came next. */
export const homeless = () => waiting.filter(isOurs)

/** @param {Homeless} one */
const isOurs = (one) => one.show === show() || one.show === ""

/**
 * Keep one, once however often it is scanned. When this answers, it survives a crash. Raises StorageFull.
 * @param {Omit<Homeless, "show">} scan
 */
export const shelter = (scan) => keep((all) => (all.some((one) => isOurs(one) && one.subject === scan.subject) ? all : [...all, { ...scan, show: show() }]))

/** Let one go: it is recorded, or somebody took it back. @param {Homeless} scan */
export const letGo = (scan) => keep((all) => all.filter(({ subject, at }) => subject !== scan.subject || at !== scan.at))

/** Change what lies on the disk, not what was read of it once: another scan or another tab may have changed it since. @param {(all: Homeless[]) => Homeless[]} change */
const keep = (change) => within(async (database) => {
  const { store, done } = database.transaction("meta", "readwrite", { durability: "strict" })
  const next = change(await store.get(KEY) ?? [])
  await Promise.all([store.put(next, KEY), done])
  waiting = next
})
