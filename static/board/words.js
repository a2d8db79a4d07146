/** What needs a look, in words: its name, what was seen, and what can be decided. */
import { nameOf } from "../core/names.js"
import { t, time } from "../core/words.js"

/** @typedef {Record<string, any>} Found a finding */

/** Icon, name, what was seen. @type {Record<string, {icon: string, title: () => string, detail: (of: Found) => string}>} */
const KINDS = {
  two_places: { icon: "map-pin", title: () => t("Two places at once"),
    detail: ({ place, at, was, since }) => t("{was} at {since}, {place} at {time}", { was: nameOf(was), since: time(since), place: nameOf(place), time: time(at) }) },
  wrong_place: { icon: "map-pin", title: () => t("Wrong place"),
    detail: ({ place, belongs }) => t("At {place}, belongs at {wanted}", { place: nameOf(place), wanted: names(nearest(place, belongs)) }) },
  wrong_truck: { icon: "truck", title: () => t("Wrong truck"),
    detail: ({ place, belongs }) => t("On {place}, goes on {wanted}", { place: nameOf(place), wanted: names(belongs) }) },
  wrong_owner: { icon: "truck", title: () => t("Another owner's truck"),
    detail: ({ place, belongs }) => t("On {place}, goes back on {wanted}", { place: nameOf(place), wanted: names(belongs) }) },
  not_listed: { icon: "package-search", title: () => t("Not on the list"),
    detail: ({ place }) => (place ? t("Seen at {place}", { place: nameOf(place) }) : t("Seen here")) },
  cycle: { icon: "repeat-2", title: () => t("In each other"),
    detail: ({ cases }) => t("{cases} lie in each other: look where they really are", { cases: names(cases.map((/** @type {number} */ id) => `case:${id}`)) }) },
  short: { icon: "hash", title: () => t("Another number than planned"), detail: ({ name, count, planned }) => t("{name}: {count} of {total}", { name, count, total: planned }) },
  held: { icon: "circle-pause", title: () => t("On hold"), detail: ({ reason }) => reason },
  damaged: { icon: "package-x", title: () => t("Damaged"), detail: ({ reason }) => reason },
  already_in: { icon: "users", title: () => t("Checked in twice"),
    detail: ({ since, was, place, at }) => t("{was} at {since}, again {place} at {time}", { was: nameOf(was), since: time(since), place: nameOf(place), time: time(at) }) },
  badge_shared: { icon: "id-card", title: () => t("One badge, two gates"),
    detail: ({ since, was, place, at }) => t("{was} at {since}, {place} at {time}", { was: nameOf(was), since: time(since), place: nameOf(place), time: time(at) }) },
  contested: { icon: "list-checks", title: () => t("Ticked and not ticked"),
    detail: ({ done, at }) => (done ? t("Ticked at {time}, while another phone said it is not done", { time: time(at) })
      : t("Unticked at {time}, while another phone said it is done", { time: time(at) })) },
  linked_twice: { icon: "link", title: () => t("One code, two cases"),
    detail: ({ was, place, by }) => t("Linked to {first}, then by {who} to {later}. {first} counts.", { first: nameOf(was), who: nameOf(`person:${by}`), later: nameOf(place) }) },
  unknown: { icon: "scan-search", title: () => t("Unknown code"), detail: ({ place, number }) => (number ? t("On a case that is on no list: {number}", { number }) : place ? t("Scanned at {place}", { place: nameOf(place) }) : t("Scanned here")) },
  not_allowed: { icon: "lock", title: () => t("Not theirs to say"), detail: () => t("Kept, not counted until you accept it") },
  not_signed_in: { icon: "user-x", title: () => t("Sent after access ended"), detail: () => t("Kept, not counted until you accept it") },
  not_sealed: { icon: "user-x", title: () => t("Brought by another, without a seal"), detail: () => t("Kept, not counted until you accept it") },
}

/** @type {Record<string, (of: Found) => string>} */
const CHOICES = {
  first: ({ was }) => t("{place} is right", { place: nameOf(was) }), later: ({ place }) => t("{place} is right", { place: nameOf(place) }),
  stays: () => t("Stays here"), fetch: () => t("It will be moved"), keep: () => t("Keep it here"), send_back: () => t("Send it back"),
  seen: () => t("Seen to"), release: () => t("Release it"), usable: () => t("Use it anyway"), mended: () => t("Mended"),
  fine: () => t("All right"), spoken: () => t("Spoken to them"), done: () => t("It is done"), not_done: () => t("It is not done"),
  not_ours: () => t("Not ours"), accept: () => t("Accept"), refuse: () => t("Refuse"),
}

/** @param {string} kind */
export const titleOf = (kind) => KINDS[kind]?.title() ?? kind

/** @param {string} kind */
export const iconOf = (kind) => KINDS[kind]?.icon ?? "eye"

/** What was seen. @param {Found} found */
export const detailOf = (found) => KINDS[found.kind]?.detail(found) ?? ""

/** @param {string} choice @param {Found} found */
export const choiceOf = (choice, found) => CHOICES[choice]?.(found) ?? choice

/** What an entry says, where its content is not known here. @type {Record<string, () => string>} */
const SAID = {
  Moved: () => t("a scan"), Packed: () => t("packed"), Unpacked: () => t("taken out"), Held: () => t("put on hold"), Released: () => t("released"),
  Damaged: () => t("damaged"), Remarked: () => t("a note"), Mended: () => t("mended"), Counted: () => t("a count"), LeftHere: () => t("left there"), CheckedIn: () => t("checked in"), CheckedOut: () => t("checked out"),
  Reported: () => t("an incident"), Ticked: () => t("ticked"), Unticked: () => t("unticked"), Bound: () => t("a code linked"), Named: () => t("a case named"), Decided: () => t("a decision"),
  PhaseBegan: () => t("a new phase"), LegClosed: () => t("a leg closed"), Undone: () => t("an undo"),
}

/** @param {string} kind of an entry */
export const saidOf = (kind) => SAID[kind]?.() ?? kind

/** Of the places where a case belongs, the one of the kind it was scanned at. @param {string} place @param {string[]} belongs */
const nearest = (place, belongs) => {
  const same = belongs.filter((ref) => ref.split(":")[0] === place.split(":")[0])
  return same.length ? same : belongs
}

/** @param {string[]} refs */
const names = (refs) => refs.map(nameOf).join(", ")
