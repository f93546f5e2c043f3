// A button with data-print prints the page; without a script it stays hidden, and the browser's own menu prints.

export function offerPrinting(button) {
  button.addEventListener("click", () => window.print());
  button.hidden = false;
}
