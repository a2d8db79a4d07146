/**
 * Tables of a pull as rows, and back. Pure.
 */

/** @typedef {import("./types.js").Columns} Columns */
/** @typedef {import("./types.js").Row} Row */
/** @typedef {Map<string, Row>} Table rows by their key, as text */

/**
 * The rows of a table: column arrays, the first column its key.
 * @param {Columns} columns
 * @returns {[string, Row][]}
 */
export const rows = (columns) => {
  const names = Object.keys(columns)
  const keys = names.length ? columns[names[0]] : []
  return keys.map((key, at) => {
    /** @type {Row} */
    const row = {}
    for (const name of names) row[name] = columns[name][at]
    return [String(key), row]
  })
}

/**
 * Lay rows over a table; a row marked gone leaves it.
 * @param {Table} table
 * @param {[string, Row][]} changed
 */
export const lay = (table, changed) => {
  for (const [key, row] of changed) {
    if (row.gone) table.delete(key)
    else table.set(key, row)
  }
  return table
}

/**
 * A table as column arrays. A row of an older build may lack a column.
 * @param {Table} table
 * @returns {Columns}
 */
export const columns = (table) => {
  const all = [...table.values()]
  const names = new Set(all.flatMap(Object.keys))
  return Object.fromEntries([...names].map((name) => [name, all.map((row) => row[name])]))
}

/**
 * Epoch and seq of a head, `1.4711`.
 * @param {string} head
 */
export const parts = (head) => {
  const [epoch, seq] = head.split(".").map(Number)
  return { epoch, seq }
}
