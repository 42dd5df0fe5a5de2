/** How somebody shows that an order is theirs. The same words whether or not there is such an order. */
export const orderProof = {
  "proof.sent":
    "Before I can tell you about that order I have to know that it is yours. If it exists, a 6-digit code is on its way to the email address or phone number on it. Please type the code here; it works for 10 minutes.",
  "proof.wait":
    "A code was asked for a moment ago. Please use the newest one, or try again in a few minutes.",
  "proof.wrong": "That code is not right, or it no longer works.",
  "proof.spent": "That code no longer works. I can send a new one.",
  "proof.code-sms": "{code} is your code for questions about your order at {shop}. It works for 10 minutes.",
  "proof.code-subject": "{code} is your code",
  "proof.code-email":
    "{code} is your code for questions about your order at {shop}. It works for 10 minutes.\n\nIf you did not ask for it, you can ignore this email: nothing was shown to anyone.",
  "proof.again": "Send a new code",
};
