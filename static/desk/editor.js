// The field that stands in a cell while it is edited: a copy of the page's `<template data-editor="…">` of its name.

/** @typedef {HTMLTableCellElement} Cell */
/** @typedef {HTMLInputElement | HTMLSelectElement} Control */

/** A cell's editor. @param {HTMLTableElement} table @param {Cell} cell @param {string} typed */
export const editor = (table, cell, typed) => {
  const name = cell.dataset.editor ?? cell.dataset.name
  const templates = /** @type {HTMLElement} */ (table.closest("main"))
  const made = /** @type {HTMLTemplateElement} */ (templates.querySelector(`template[data-editor="${name}"]`))
  const box = document.createElement("div")
  box.dataset.editing = ""
  box.append(document.importNode(made.content, true))
  const field = /** @type {Control} */ (box.querySelector("input, select"))
  field.value = typed
  return box
}

/** Whether a cell is being edited. @param {Cell} cell */
export const isOpen = (cell) => Boolean(cell.querySelector("[data-editing]"))

/** The field of an open cell. @param {Cell} cell */
export const control = (cell) => /** @type {Control} */ (cell.querySelector("[data-editing] :is(input, select)"))

/** The open cell that an event comes from. @param {EventTarget | null} target */
export const editedBy = (target) => /** @type {Cell | null} */ (
  target instanceof Element && target.closest("[data-editing]") ? target.closest("td, th") : null)

/** Begin to type. @param {Control} field */
export const enter = (field) => {
  field.focus()
  if (field instanceof HTMLInputElement) field.select()
}

/** What a field says, for those who read it. @param {Control} field */
export const shown = (field) =>
  (field instanceof HTMLSelectElement ? field.selectedOptions[0]?.textContent : field.value) || "–"

/** Say at a field of a table why it was not taken. @param {Control} field @param {string} fault */
export const blame = (field, fault) => {
  forgive(field)
  const cell = /** @type {Cell} */ (field.closest("td, th"))
  const words = document.createElement("p")
  words.className = "error small"
  words.id = `fault-${/** @type {HTMLTableRowElement} */ (cell.parentElement).rowIndex}-${cell.cellIndex}`
  words.role = "alert"
  words.textContent = fault
  field.setAttribute("aria-invalid", "true")
  field.setAttribute("aria-describedby", words.id)
  field.after(words)
}

/** Take back what was said at a field. @param {Control} field */
export const forgive = (field) => {
  field.parentElement?.querySelector(".error")?.remove()
  field.removeAttribute("aria-invalid")
  field.removeAttribute("aria-describedby")
}
