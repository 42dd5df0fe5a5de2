// The editor's panel: every change is a draft that the preview shows at once; Save makes it the shop's.
const preview = document.querySelector("iframe");
const save = document.querySelector("#save");
const status = document.querySelector(".status");
const changed = new Set();

for (const form of document.querySelectorAll("form[data-block]")) {
  if (JSON.parse(document.querySelector("#editor-facts").textContent).isUnsaved && form.enabled.checked)
    changed.add(form);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", async () => {
    changed.add(form);
    save.disabled = false;
    status.textContent = "";
    await send(form, false);
    preview.contentWindow.location.reload();
  });
}

save.addEventListener("click", async () => {
  save.disabled = true;
  for (const form of changed) await send(form, true);
  changed.clear();
  status.textContent = "Saved";
});

async function send(form, isSave) {
  const settings = {};
  let enabled = false;
  for (const field of form.elements) {
    if (!field.name) continue;
    const value =
      field.type === "checkbox" ? field.checked : isNumber(field) ? Number(field.value) : field.value;
    if (field.name === "enabled") enabled = value;
    else settings[field.name] = value;
  }
  const body = JSON.stringify({ block: form.dataset.block, enabled, settings, save: isSave });
  await fetch("/_editor", { method: "POST", headers: { "content-type": "application/json" }, body });
}

function isNumber(field) {
  return field.type === "range" || field.type === "number";
}
