"use strict";

// The terminal takes keys once it has the focus; without this, only after a click.
addEventListener("load", () => {
  const again = document.querySelector("#again");
  again.addEventListener("click", () => location.reload());
  new MutationObserver((_, observer) => {
    if (document.body.classList.contains("-closed")) {
      observer.disconnect();
      again.focus();
    } else if (document.body.classList.contains("-first-byte")) {
      document.querySelector(".xterm-helper-textarea")?.focus();
    }
  }).observe(document.body, { attributeFilter: ["class"] });
});
