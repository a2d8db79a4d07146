/**
 * The shapes that several modules of the phone's kernel speak of. Types only; nothing runs here.
 */

/**
 * One thing that happened, exactly as it travels. Never changed once written.
 * `n`: this phone's own counter. `at`: UTC text with milliseconds. `offset`: seconds this phone's clock was behind the
 * server's, null if it never heard one. `private`: what can be erased (names, narrative).
 * @typedef {{id: string, device: string, n: number, kind: string, v: number, subject: string, by: number, at: string,
 *   offset: number|null, body: Record<string, any>, private?: Record<string, string>}} Entry
 */

/**
 * An entry of this phone with what only this phone knows of it.
 * `before`: the subject's state just before it, null if it had none. `phase`: where it lies.
 * `seq`: its number in the log once sent; null where it has none (quarantine, mismatch). `head`: the server's seq when it answered.
 * `status`: the server's word for it. `why`: what a parked one was refused with.
 * @typedef {{n: number, show: string, entry: Entry, before: State|null, phase: "waiting"|"sent"|"parked",
 *   seq?: number|null, head?: number, status?: string, why?: string}} Own
 */

/**
 * A state row or a plan row, as pulled.
 * @typedef {Record<string, any>} Row
 */

/**
 * What is, of one subject: a state row of the server, stepped with this phone's own entries.
 * @typedef {Record<string, any>} State
 */

/**
 * What a fold needs to see of an entry, own or from history.
 * @typedef {{id: string, kind: string, subject: string, by: number, at: string, device: string, n: number,
 *   body: Record<string, any>}} Fact
 */

/**
 * One noun's fold: `blank()` is the state of a subject nobody has spoken of; `step` gives a new state.
 * @typedef {{blank: () => State, step: (state: State, entry: Fact) => State}} Fold
 */

/**
 * One table of a pull: an array a column, all of one length. The first column is the key.
 * @typedef {Record<string, any[]>} Columns
 */

/**
 * Somebody who signed in on this phone. `key`: lets this phone append as them; null until the server gave one.
 * `seal`: what it seals their entries by; not there where an older build signed them in.
 * @typedef {{id: number, name: string, key: string|null, seal?: string}} Person
 */

export {}
