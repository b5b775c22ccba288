// Brings back what was typed when the language is switched or the session has run out meanwhile.
// It is kept in this tab alone, for this account alone, and nothing here is needed to work.
"use strict";
(() => {
  const KEY = "typed";
  const account = document.body.dataset.account;
  const forms = () => [...document.querySelectorAll("main form")];
  const fields = (form) => [...form.elements].filter((field) => field.name && !/^(hidden|password|file|submit|button)$/.test(field.type));
  const isChoice = (field) => field.type === "checkbox" || field.type === "radio";

  function keep(page) {
    const typed = forms().map((form) => fields(form).map((field) => [field.name, isChoice(field) ? field.checked : field.value]));
    sessionStorage.setItem(KEY, JSON.stringify({ account, page, typed }));
  }

  function bringBack() {
    const kept = JSON.parse(sessionStorage.getItem(KEY) || "null");
    sessionStorage.removeItem(KEY);
    if (!kept || kept.account !== account || kept.page !== location.pathname) return;
    forms().forEach((form, index) => {
      const typed = kept.typed[index] || [];
      fields(form).forEach((field, place) => {
        const [name, value] = typed[place] || [];
        if (name !== field.name) return;
        if (isChoice(field)) field.checked = value;
        else field.value = value;
      });
    });
  }

  document.addEventListener("submit", ({ target }) => {
    if (target.matches("[data-switch-language]")) keep(new URL(target.elements.next.value, location).pathname);
    else if (target.matches("[data-sign-out], [data-saves-filter]")) sessionStorage.removeItem(KEY);
    else if (target.method === "post") keep(location.pathname);
  });
  bringBack();
})();
