/** Lets every feature's nouns have state on this phone. */
import { register } from "../core/world.js"
import * as crew from "../crew/state.js"
import * as dock from "../dock/state.js"
import * as gear from "../gear/state.js"
import * as incidents from "../incidents/state.js"
import * as checklists from "../checklists/state.js"

register("case", gear)
register("person", crew)
register("show", dock)
register("incident", incidents)
register("step", checklists)
