/**
 * Entries ready to travel without this phone: in a file, or on somebody else's phone. Each is spelled as its author's
 * phone wrote it, with that phone's seal.
 */
import { secretOf } from "./people.js"
import { seal } from "./seals.js"

/** @typedef {import("./types.js").Own} Own */
/** `carried`: the entry as JSON. `seal`: empty if the phone had none to give. @typedef {{show: string, carried: string, seal: string}} Parcel */
/** A parcel with what this phone may tell of it. @typedef {Parcel & {id: string, by: number, kind: string, at: string, device: string}} Opened */

/** @param {Own} own @returns {Promise<Opened>} */
export const wrapped = async ({ show, entry }) => {
  const { id, by, kind, at, device } = entry
  const carried = JSON.stringify(entry)
  return { show, carried, seal: await seal(show, carried, secretOf(by)), id, by, kind, at, device }
}

/** Parcels as a push and a file have them. @param {Parcel[]} parcels @returns {Parcel[]} */
export const closed = (parcels) => parcels.map(({ show, carried, seal: made }) => ({ show, carried, seal: made }))

/** Parcels as one text, a line each: seal, show, entry. JSON never has a line's end in it. @param {Parcel[]} parcels */
export const written = (parcels) => parcels.map(({ seal: made, show, carried }) => `${made} ${show} ${carried}`).join("\n")

/** Parcels of such a text; what is none is left out. @param {string} text @returns {Opened[]} */
export const unwritten = (text) => text.split("\n").map((line) => {
  const [made, show, ...entry] = line.split(" ")
  return opened({ seal: made, show, carried: entry.join(" ") })
}).filter((one) => one !== null)

/** A parcel with its label; null if it holds no entry. The server judges the rest. @param {Parcel} parcel @returns {Opened|null} */
const opened = (parcel) => {
  try {
    const { id, by, kind, at, device } = JSON.parse(parcel.carried)
    const fits = [id, kind, at, device].every((one) => typeof one === "string") && Number.isInteger(by) && parcel.show
    return fits ? { ...parcel, id, by, kind, at, device } : null
  } catch {
    return null
  }
}
