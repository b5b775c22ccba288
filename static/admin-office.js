// Names for what Django's admin leaves nameless to screen readers, and keys for entering one row after
// the other. Nothing here is needed to work.
"use strict";
(() => {
  const words = (node) => (node ? node.textContent.trim().replace(/[:：]$/, "") : "");
  const name = (node, text) => node && text && node.setAttribute("aria-label", text);

  function nameChoices() {
    for (const select of document.querySelectorAll("select.admin-autocomplete")) {
      const text = words(document.querySelector(`label[for="${select.id}"]`));
      const drawn = select.parentElement.querySelector(".select2-container");
      for (const part of drawn?.querySelectorAll("[role=combobox], [role=textbox], .select2-search__field") ?? []) {
        name(part, text);
      }
    }
  }

  function nameCells() {
    for (const table of document.querySelectorAll(".inline-group table")) {
      const heads = [...table.querySelectorAll("thead th")].filter((head) => !head.classList.contains("original"));
      for (const row of table.querySelectorAll("tbody tr.form-row")) {
        const cells = [...row.children].filter((cell) => !cell.classList.contains("original"));
        cells.forEach((cell, column) => {
          for (const field of cell.querySelectorAll("input:not([type=hidden]), select, textarea")) {
            name(field, words(heads[column]));
          }
        });
      }
    }
  }

  function mendMarkup() {
    for (const head of document.querySelectorAll(".inline-group thead th")) {
      if (words(head)) continue;
      const cell = document.createElement("td");
      cell.className = head.className;
      head.replaceWith(cell);
    }
    for (const icon of document.querySelectorAll(".search-label-icon[aria-label]")) icon.setAttribute("role", "img");
    for (const scroller of document.querySelectorAll(".inline-group, .inline-group fieldset, .results")) scroller.tabIndex = 0;
    const search = document.getElementById("searchbar");
    name(search, search?.form.querySelector("[type=submit]")?.value);
  }

  // An empty form begins at the first field that is still to be filled in.
  function beginWhereEmpty() {
    const form = document.querySelector("form:has([name=_addanother])");
    if (!form || !document.getElementById("django-admin-form-add-constants")?.dataset.modelName) return;
    const isOpen = (field) => !field.disabled && !field.readOnly && !field.closest("details:not([open])");
    const fields = [...form.querySelectorAll("fieldset.module :is(input:not([type=hidden], [type=checkbox]), select, textarea)")];
    const first = form.querySelector(".errors :is(input, select, textarea)") ?? fields.find((field) => isOpen(field) && !field.value);
    if (!first) return;
    const search = first.classList.contains("admin-autocomplete") && first.parentElement.querySelector(".select2-selection");
    (search || first).focus();
  }

  // A letter typed at a choice opens its search and begins it: no key is needed first.
  document.addEventListener("keydown", (event) => {
    if (event.key.length !== 1 || event.key === " " || event.ctrlKey || event.altKey || event.metaKey) return;
    const select = event.target.closest?.(".select2-selection--single")?.closest(".select2-container")?.previousElementSibling;
    if (select?.classList.contains("admin-autocomplete")) window.django.jQuery(select).select2("open");
  });

  // Ctrl+Enter (Command+Enter) saves and begins the next row; where nothing is added, it saves.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const form = document.querySelector("form:has([name=_save])");
    const isNew = document.getElementById("django-admin-form-add-constants")?.dataset.modelName;
    const button = (isNew && form?.querySelector("[name=_addanother]")) || form?.querySelector("[name=_save]");
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  // After the choices have been drawn: they wait for the same call, and came first.
  const run = () => [nameCells, mendMarkup, nameChoices, beginWhereEmpty].forEach((step) => step());
  window.addEventListener("DOMContentLoaded", () => (window.django?.jQuery ? window.django.jQuery(run) : run()));
  window.addEventListener("load", mendMarkup); // the boxes of groups and permissions are drawn then
  document.addEventListener("formset:added", nameCells);
})();
