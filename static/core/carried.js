/**
 * Entries of others that this phone carries for them, apart from its own, until the server says where they lie. They were
 * read off another phone's screen, and stay there too: whoever reaches the server first delivers, and the id makes it once.
 */
import { tell } from "./hub.js"
import { parked, waiting } from "./outbox.js"
import { closed, wrapped } from "./parcels.js"
import { report } from "./status.js"
import { meta, within } from "./store.js"

/** @typedef {import("./parcels.js").Opened} Opened */

/** Those of others on this phone, oldest first. @returns {Promise<Opened[]>} */
export const carried = async () => {
  const found = await within((database) => database.getAll("carried"))
  return found.sort((/** @type {Opened} */ a, /** @type {Opened} */ b) => (a.at < b.at ? -1 : 1))
}

/** What this phone can hand on: its own that wait, oldest first, then those that it carries. @returns {Promise<Opened[]>} */
export const mine = async () => [...await Promise.all((await waiting()).map(wrapped)), ...await carried()]

/** Everything on this phone that the server has not, as a file: one JSON line an entry. */
export const exported = async () => {
  const refused = await Promise.all((await parked()).map(wrapped))
  const lines = closed([...refused, ...await mine()]).map((one) => JSON.stringify(one) + "\n")
  return new Blob(lines, { type: "application/x-ndjson" })
}

/**
 * Keep entries of others on the disk of this phone. Answers which are not its own. Raises StorageFull: none was kept.
 * @param {Opened[]} found
 */
export const keep = async (found) => {
  const device = await meta("device")
  const others = found.filter((one) => one.device !== device)
  await changed((store) => others.map((one) => store.put(one)))
  return others
}

/** The server has these. @param {string[]} ids */
export const letGo = (ids) => changed((store) => ids.map((id) => store.delete(id)))

/** @param {(store: any) => Promise<unknown>[]} work */
const changed = async (work) => {
  await within(async (database) => {
    const { store, done } = database.transaction("carried", "readwrite", { durability: "strict" })
    await Promise.all([...work(store), done])
  })
  report({ carried: await within((database) => database.count("carried")) })
  tell("own")
}
