import { element } from "../element.ts";
import type { PickerItem, PickerOptions, ResourcePickerOptions } from "../shell-contract.ts";
import { askJson } from "./ask.ts";
import { button, openDialog } from "./dialog.ts";

/** What `/_shell/resources` answers: how a record looks in the list, and the record as App Bridge hands it out. */
interface Resource extends PickerItem {
  record: unknown;
}
interface Choice {
  heading: string;
  multiple: boolean | number;
  confirm: string;
  headers: string[];
  selected: string[];
  find(words: string): Promise<PickerItem[]>;
}

/** The resource picker over this shop's records; undefined when the person cancels. */
export async function pickResource(
  shop: string,
  options: ResourcePickerOptions,
): Promise<unknown[] | undefined> {
  const known = new Map<string, unknown>();
  const chosen = await choose({
    heading: `${options.action === "select" ? "Select" : "Add"} ${options.type}s`,
    confirm: options.action === "select" ? "Select" : "Add",
    multiple: options.multiple ?? false,
    headers: [],
    selected: (options.selectionIds ?? []).map(({ id }) => id),
    async find(words) {
      const query = [words, options.filter?.query ?? ""].join(" ").trim();
      const found = await askJson<Resource[]>("/_shell/resources", { shop, type: options.type, query });
      for (const { id, record } of found) known.set(id, record);
      return found;
    },
  });
  return chosen?.flatMap((id) => known.get(id) ?? []);
}

/** App Bridge's general picker: the app brings the rows. */
export async function pick(options: PickerOptions): Promise<string[] | undefined> {
  return choose({
    heading: options.heading,
    confirm: "Select",
    multiple: options.multiple ?? false,
    headers: (options.headers ?? []).map(({ content }) => content ?? ""),
    selected: options.items.filter((item) => item.selected).map(({ id }) => id),
    find: async (words) =>
      options.items.filter(({ heading }) => heading.toLowerCase().includes(words.toLowerCase())),
  });
}

function choose(choice: Choice): Promise<string[] | undefined> {
  return new Promise((resolve) => {
    const selected = new Set(choice.selected);
    const most = choice.multiple === true ? Number.POSITIVE_INFINITY : Number(choice.multiple) || 1;
    const list = element("ul", { class: "picker-list" });
    const count = element("span", { class: "picker-count" });
    const confirm = button(choice.confirm, "button is-primary", () => dialog.close("yes"));
    const search = element("input", {
      type: "search",
      placeholder: "Search",
      "aria-label": "Search",
      class: "search",
    });
    const body = element("div", { class: "picker" }, search, headerRow(choice.headers), list);
    const cancel = button("Cancel", "button", () => dialog.close("no"));
    const dialog = openDialog(choice.heading, body, [count, cancel, confirm]);
    dialog.classList.add("is-picker");
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes" ? [...selected] : undefined));
    search.addEventListener("input", () => void draw());
    void draw();

    async function draw() {
      const words = search.value;
      const items = await choice.find(words);
      if (words !== search.value) return;
      list.replaceChildren(...items.map((item) => row(item, selected.has(item.id), most === 1, toggle)));
      if (!items.length) list.append(element("li", { class: "picker-empty" }, "Nothing found"));
      tell();
    }
    function toggle(id: string, box: HTMLInputElement) {
      if (most === 1) selected.clear();
      if (box.checked && selected.size < most) selected.add(id);
      else selected.delete(id);
      box.checked = selected.has(id);
      tell();
    }
    function tell() {
      count.textContent = `${selected.size}${Number.isFinite(most) ? `/${most}` : ""} selected`;
      confirm.disabled = selected.size === 0 && choice.selected.length === 0;
    }
  });
}

function headerRow(headers: string[]) {
  return headers.length
    ? element("div", { class: "picker-row picker-header" }, ...headers.map((one) => element("span", {}, one)))
    : null;
}

function row(
  item: PickerItem,
  isSelected: boolean,
  isSingle: boolean,
  toggle: (id: string, box: HTMLInputElement) => void,
) {
  const box: HTMLInputElement = element("input", {
    type: isSingle ? "radio" : "checkbox",
    name: "picked",
    checked: isSelected,
    disabled: item.disabled ?? false,
    onchange: () => toggle(item.id, box),
  });
  const picture =
    item.thumbnail && element("img", { src: item.thumbnail.url, alt: "", width: 40, height: 40 });
  const badges = (item.badges ?? []).map(({ content, tone }) =>
    element("span", { class: `badge ${tone ? `is-${tone}` : ""}` }, content),
  );
  const data = (item.data ?? []).map((one) => element("span", { class: "picker-data" }, String(one ?? "")));
  const heading = element("span", { class: "picker-heading" }, item.heading, ...badges);
  return element("li", {}, element("label", { class: "picker-row" }, box, picture, heading, ...data));
}
