/** What every screen is given: see core/screen.js. */
import { now } from "../core/clock.js"
import { current, NobodyHere } from "../core/people.js"
import { record, undo } from "../core/record.js"
import { StorageFull } from "../core/store.js"
import { t } from "../core/words.js"
import { html, notice } from "../core/ui.js"
import { row, rows, show } from "../core/world.js"
import { draw, open, say, shut } from "./frame.js"
import { nameOf } from "../core/names.js"
import { photo } from "./picture.js"
import { signingIn } from "./signing-in.js"
import { phase, told } from "./where.js"

/** @typedef {import("../core/screen.js").Context} Context */

const RANKS = { crew: 1, lead: 2, producer: 3 }

/**
 * The context of an address.
 * @param {{name: string, key: string}} address
 * @param {Pick<Context, "go"|"back">} ways
 * @returns {Context}
 */
export const contextOf = ({ name, key }, { go, back }) => ({
  name, key, memory: {}, draw, go, back, now, me, may, say, shut, phase, nameOf, photo,
  show: () => row("show", show()) ?? null,
  place: told,
  record: (...fact) => careful(() => record(...fact)),
  undo: (entry) => careful(() => undo(entry)),
  sheet: open,
})

/**
 * Who holds the phone, with the role the server gave them. Somebody the phone was handed to counts as crew while this
 * phone may not know better.
 */
const me = () => {
  const holder = current()
  if (!holder) return null
  const asked = rows("me")[0]
  const role = asked?.id === holder.id ? asked.role : row("person", holder.id)?.role
  return { id: holder.id, name: holder.name, role: role ?? "crew" }
}

/** @param {"crew"|"lead"|"producer"} role */
const may = (role) => {
  const mine = /** @type {keyof typeof RANKS} */ (me()?.role)
  return (RANKS[mine] ?? 0) >= RANKS[role]
}

/**
 * Do it, and say loudly why it could not be done. Null: nothing was written.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T|null>}
 */
export const careful = async (work) => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof StorageFull) open(full())
    else if (error instanceof NobodyHere) open(nobody())
    else throw error
    return null
  }
}

/** @returns {import("../core/screen.js").Sheet} */
const full = () => ({
  title: t("This was not saved"),
  body: () => notice("stop", t("This phone's storage is full. Delete photos or videos on it, then do it again. Until then, say it on the radio."), { alert: true }),
})

/** @returns {import("../core/screen.js").Sheet} */
const nobody = () => ({
  title: t("This was not saved"),
  body: () => html`${notice("stop", t("Nobody has signed in on this phone yet, so nobody could have said it."), { alert: true })}
    <a class="btn btn--act btn--xl" href=${signingIn()}>${t("Sign in")}</a>`,
})
