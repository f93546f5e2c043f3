// Two minutes before the visitor is signed out a dialog offers to stay (screens.md 0.7). The time is read from the
// clock, not counted: a laptop may have slept. Pages open in other tabs tell each other about activity.

const WARN = 120;
const ANNOUNCED = { 120: "2 minutes", 60: "1 minute", 30: "30 seconds", 20: "20 seconds" };

export function watchTheTime(dialog) {
  if (typeof dialog.showModal !== "function") return;
  dialog.hidden = false;
  const limit = Number(dialog.dataset.minutes) * 60;
  const stay = dialog.querySelector("#timeout-stay");
  const left = dialog.querySelector("#timeout-left");
  const title = document.title;
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("portal-activity") : null;
  let end = 0;

  function begin() {
    end = Date.now() + limit * 1000;
    document.title = title;
    if (dialog.open) dialog.close();
  }

  function warn(seconds) {
    if (!dialog.open) {
      document.title = `(Signing out soon) ${title}`;
      dialog.showModal();
    }
    const reached = Object.keys(ANNOUNCED).map(Number).filter((point) => point >= seconds);
    const words = ANNOUNCED[Math.min(...reached)];
    if (left.textContent !== words) left.textContent = words;
  }

  function leave() {
    clearInterval(clock);
    // The server has ended the session by itself; the page it leads to offers the way back to this one.
    const back = encodeURIComponent(window.location.pathname + window.location.search);
    window.location.assign(`${dialog.dataset.signedOut}&next=${back}`);
  }

  async function ask(event) {
    event.preventDefault();
    try {
      const answer = await fetch(stay.action, { method: "POST", body: new FormData(stay), redirect: "manual" });
      // Refused, or no longer signed in: asked again for this page, the server says which.
      if (!answer.ok) return window.location.replace(window.location.pathname + window.location.search);
      tabs?.postMessage("active");
      begin();
    } catch {
      // No connection: the dialog stays, so that the visitor can try again.
    }
  }

  stay.addEventListener("submit", ask);
  dialog.addEventListener("cancel", ask);
  tabs?.addEventListener("message", begin);
  tabs?.postMessage("active");
  begin();
  const clock = setInterval(() => {
    const seconds = Math.ceil((end - Date.now()) / 1000);
    if (seconds <= 0) leave();
    else if (seconds <= Math.min(WARN, limit)) warn(seconds);
  }, 1000);
}
