/**
 * What this phone keeps: one IndexedDB database. Its version only ever adds, so that a page of an older build, still
 * open, goes on writing to it.
 *
 *   meta     odd values by name: the device, the counter, cursors, the people on this phone
 *   outbox   entries nobody else has yet, by n     sent, parked   see outbox.js
 *   carried  entries of others, by id, see carried.js
 *   photos   pictures still to be sent, by sha256  pulled         the server's rows, see pulled.js
 *   history  answers to "what happened to …", by [show, subject]
 */
import { openDB } from "../vendor/idb-8.0.4/build/index.js"
import { mint } from "./entry.js"

/** @typedef {import("../vendor/idb-8.0.4/build/index.js").IDBPDatabase} Database */

const NAME = "siteops"
const VERSION = 2
/** Kept outside IndexedDB: if it is there and the database is empty, the browser threw our things away. */
const MARK = "siteops-device"
// iOS closes the connection in the background and says so in any of these ways.
const LOST = new Set(["InvalidStateError", "UnknownError", "AbortError"])

/** This phone has no room left: nothing was written. */
export class StorageFull extends Error {
  constructor() {
    super("This phone's storage is full")
  }
}

/** @type {Promise<Database>|null} */
let opening = null

/**
 * Run work on the database. A connection that the browser has closed is opened again, once.
 * Raises StorageFull.
 * @template T
 * @param {(database: Database) => Promise<T>} work
 * @returns {Promise<T>}
 */
export const within = async (work) => {
  try {
    return await work(await connected())
  } catch (error) {
    if (!LOST.has(nameOf(error))) throw named(error)
    await reopen()
  }
  return work(await connected()).catch((error) => { throw named(error) })
}

/** Whether this phone was here before, as far as it can be told without opening the database. */
export const beenHere = () => mark() !== null

/** Open the database for whoever asks next, where this phone was here before; they hear of any trouble. */
export const warm = () => { if (beenHere()) connected().catch(() => {}) }

/** @type {{names: string[], answers: Promise<any[]>}|null} what is asked for at this moment */
let asked = null

/** A value kept under a name; undefined if there is none. What is asked for together is one look: each takes a slow phone 3 ms. @param {string} name */
export const meta = async (name) => {
  const { names, answers } = asked ??= { names: [], answers: Promise.resolve().then(look) }
  const at = names.push(name) - 1
  return (await answers)[at]
}

const look = () => {
  const names = asked?.names ?? []
  asked = null
  return within((database) => {
    const { store } = database.transaction("meta")
    return Promise.all(names.map((name) => store.get(name)))
  })
}

/** Keep a value under a name. @param {string} name @param {unknown} value */
export const setMeta = (name, value) => within((database) => database.put("meta", value, name))

/**
 * Get the database ready. `cleared`: the browser threw away what this phone held, entries that were not sent too.
 * @returns {Promise<{device: string, cleared: boolean}>}
 */
export const begin = async () => {
  const marked = mark()
  const known = await meta("device")
  const device = known ?? await firstDevice(mint())
  setMark(device)
  return { device, cleared: Boolean(marked) && !known }
}

/**
 * Ask the browser never to throw our things away. Some grant it to installed apps only; Firefox asks the person, so this
 * may take its time.
 */
export const persist = async () => {
  const storage = navigator.storage
  if (!storage?.persist) return false
  return await storage.persisted() || await storage.persist()
}

/**
 * Name this phone, unless another tab just did.
 * @param {string} fresh
 * @returns {Promise<string>}
 */
const firstDevice = (fresh) => within(async (database) => {
  const { store, done } = database.transaction("meta", "readwrite", { durability: "strict" })
  const device = await store.get("device") ?? fresh
  await Promise.all([store.put(device, "device"), done])
  return device
})

const connected = () => (opening ??= open().catch((error) => { opening = null; throw error }))

const reopen = async () => {
  const old = opening
  opening = null
  await old?.then((database) => database.close(), () => {})
}

/** @returns {Promise<Database>} */
const open = async () => {
  const watch = { blocking: reopen, terminated: () => { opening = null } }
  try {
    return await openDB(NAME, VERSION, { ...watch, upgrade })
  } catch (error) {
    // A newer build has added to the database: it still has all that we know of.
    if (nameOf(error) !== "VersionError") throw error
    return openDB(NAME, undefined, watch)
  }
}

/** @param {Database} database @param {number} from */
const upgrade = (database, from) => {
  if (from < 1) {
    for (const name of ["meta", "pulled", "history"]) database.createObjectStore(name)
    for (const name of ["outbox", "sent", "parked"]) database.createObjectStore(name, { keyPath: "n" })
    database.createObjectStore("photos", { keyPath: "sha256" })
  }
  if (from < 2) database.createObjectStore("carried", { keyPath: "id" })
}

/** @param {unknown} error */
const nameOf = (error) => (error instanceof Error || error instanceof DOMException ? error.name : "")

/** @param {unknown} error */
const named = (error) => (nameOf(error) === "QuotaExceededError" ? new StorageFull() : error)

// Private windows may forbid localStorage: then an eviction goes unnoticed, nothing else.
const mark = () => {
  try {
    return localStorage.getItem(MARK)
  } catch {
    return null
  }
}

/** @param {string} device */
const setMark = (device) => {
  try {
    localStorage.setItem(MARK, device)
  } catch {
    return
  }
}
