/**
 * Who may say what: the least role for each kind of fact, as siteops/core/facts has it. A phone hides what its holder
 * may not say; the server keeps it all the same, and lets it wait for a lead.
 */

/** Roles by rank. @type {Record<string, number>} */
export const ROLES = { crew: 1, lead: 2, producer: 3 }

const { crew, lead, producer } = ROLES

/** @type {Record<string, number>} */
export const LEAST = {
  Moved: crew, Packed: crew, Unpacked: crew, Held: crew, Released: lead, Damaged: crew, Remarked: crew, Counted: crew, Mended: lead,
  LeftHere: crew,
  CheckedIn: crew, CheckedOut: crew,
  Reported: crew, Noted: crew, Graded: crew, Taken: crew, Resolved: crew, Reopened: lead,
  Ticked: crew, Unticked: crew,
  Bound: crew, Named: crew,
  PhaseBegan: lead, LegClosed: lead, Adopted: producer,
  Edited: lead, EditedAtOnce: lead, Imported: lead, TakenBack: lead,
  Undone: crew, Decided: lead, Accepted: lead, Erased: producer,
}

/**
 * Whether somebody in a role may say a kind of fact. An undo needs the right of what it undoes: ask for that kind.
 * @param {string|null|undefined} role "crew", "lead", "producer"
 * @param {string} kind
 */
export const may = (role, kind) => (ROLES[role ?? ""] ?? 0) >= (LEAST[kind] ?? producer)
