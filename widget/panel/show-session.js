/** Greets by name, says when an answer comes, and takes the app's own words and address where it has some. */
export function showSession({ customer, hours, email, texts }, frame, config) {
  Object.assign(config.texts, texts);
  frame.hello.textContent = customer?.firstName
    ? config.texts.hello.replace("{name}", customer.firstName)
    : config.texts.welcome;
  frame.status.textContent = hours?.replyBy || "";
  frame.status.classList.toggle("here", !!hours?.open);
  frame.setEmail(email || config.email);
}
