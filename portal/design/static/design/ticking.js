// A button with data-tick-all="#id" ticks all boxes in that element; pressed again it unticks them.

export function offerTicking(button) {
  const boxes = document.querySelectorAll(`${button.dataset.tickAll} input[type=checkbox]`);
  const [all, none] = [button.textContent, button.textContent.replace("Tick", "Untick")];
  button.addEventListener("click", () => {
    const ticked = button.textContent === all;
    boxes.forEach((box) => {
      box.checked = ticked;
    });
    button.textContent = ticked ? none : all;
  });
  button.hidden = boxes.length === 0;
}
