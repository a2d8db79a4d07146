/**
 * Seals: by them a server knows an entry that another's phone brings for its author's own. siteops/core/journal/seals.py checks
 * them; tests/cases/seals.json holds the two together.
 */

const SEAL_BYTES = 16

/**
 * The seal of an entry's line on a show. Empty without a secret, and where the browser has no cryptography (plain http):
 * then a lead has to believe it.
 * @param {string} show
 * @param {string} line the entry, exactly as it will be told
 * @param {string|null|undefined} secret what the server gave this phone to seal by
 */
export const seal = async (show, line, secret) => {
  if (!secret || !crypto.subtle) return ""
  const spelled = new TextEncoder()
  const how = { name: "HMAC", hash: "SHA-256" }
  const key = await crypto.subtle.importKey("raw", spelled.encode(secret), how, false, ["sign"])
  const made = await crypto.subtle.sign("HMAC", key, spelled.encode(`${show}\n${line}`))
  const text = btoa(String.fromCharCode(...new Uint8Array(made).slice(0, SEAL_BYTES)))
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")
}
