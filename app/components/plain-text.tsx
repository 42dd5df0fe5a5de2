/** Text from outside, never markup: line breaks kept, and only https addresses can be followed. */
export function PlainText({ text }: { text: string }) {
  let at = 0;
  const parts = text.split(ADDRESS).map((part) => {
    const key = at;
    at += part.length;
    if (!part.startsWith("https://")) return <span key={key}>{part}</span>;
    return (
      <a key={key} href={part} target="_blank" rel="noopener noreferrer nofollow">
        {part}
      </a>
    );
  });
  return <p className="tl-text">{parts}</p>;
}

// The full stop that ends a sentence is not part of an address.
const ADDRESS = /(https:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/g;
