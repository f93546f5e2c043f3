// A button with data-copy="#id" copies the text of that element, and says so to the eye and to the ear.

export function offerCopying(button) {
  const source = document.querySelector(button.dataset.copy);
  if (!source || !navigator.clipboard) return;
  const said = document.createElement("span");
  said.className = "govuk-visually-hidden";
  said.setAttribute("role", "status");
  button.after(said);
  const label = button.textContent;
  button.addEventListener("click", async () => {
    const copied = await navigator.clipboard.writeText(source.textContent.trim()).then(() => true, () => false);
    button.textContent = said.textContent = copied ? "Copied" : "We could not copy it";
    setTimeout(() => {
      button.textContent = label;
      said.textContent = "";
    }, 4000);
  });
  button.hidden = false;
}
