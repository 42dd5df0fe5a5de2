// What the theme needs of a browser: the price follows the variant, the checkout is remembered once contact is given.
const priceOnPage = document.querySelector("[data-price]:not(input)");
for (const choice of document.querySelectorAll('input[name="id"][data-price]'))
  choice.addEventListener("change", () => {
    priceOnPage.textContent = choice.dataset.price;
  });

const checkout = document.querySelector("form[data-checkout]");
for (const name of checkout ? ["email", "phone", "sms_marketing", "marketing", "address1", "city"] : [])
  checkout.elements[name]?.addEventListener("change", rememberContact);

async function rememberContact() {
  if (!checkout.elements.email.checkValidity() || !checkout.elements.email.value) return;
  const answer = await fetch("/checkout/contact", {
    method: "POST",
    body: new URLSearchParams(new FormData(checkout)),
  });
  if (answer.ok) checkout.elements.token.value = (await answer.json()).token;
}

// Inside the theme editor every page stays in design mode.
if (window.Shopify?.designMode)
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='/']");
    if (!link) return;
    const address = new URL(link.href);
    address.searchParams.set("design_mode", "1");
    link.href = address.href;
  });

for (const select of document.querySelectorAll("form.region select"))
  select.addEventListener("change", () => select.form.submit());
