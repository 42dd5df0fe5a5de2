import { required } from "../element.ts";

/** The navigation drawer of small screens, and menus that close when one clicks elsewhere. */
export function openMenus(): void {
  required("#navigation-button").addEventListener("click", () =>
    document.body.classList.toggle("is-navigation-open"),
  );
  required("#navigation-curtain").addEventListener("click", closeNavigation);
  document.addEventListener("click", ({ target }) => {
    for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]"))
      if (!menu.contains(target as Node)) menu.open = false;
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    closeNavigation();
    for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) menu.open = false;
  });
}

function closeNavigation() {
  document.body.classList.remove("is-navigation-open");
}
