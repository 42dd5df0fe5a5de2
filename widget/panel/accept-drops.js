/** Files dropped anywhere on the panel are taken; text dropped into the box stays the browser's affair. */
export function acceptDrops(panel, take) {
  const sign = panel.querySelector(".drop");
  const hasFiles = (event) => [...event.dataTransfer.types].includes("Files");
  panel.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    sign.hidden = false;
  });
  panel.addEventListener("dragleave", (event) => {
    if (!panel.contains(event.relatedTarget)) sign.hidden = true;
  });
  panel.addEventListener("drop", (event) => {
    sign.hidden = true;
    if (!hasFiles(event)) return;
    event.preventDefault();
    take(event.dataTransfer.files);
  });
}
