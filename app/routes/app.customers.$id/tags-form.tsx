import { Form, useNavigation } from "@remix-run/react";
import { useState } from "react";
import { ActionNotice } from "#app/components/action-notice.tsx";
import { Button } from "#app/components/button.tsx";
import { TextLine } from "#app/components/fields.tsx";
import { Section } from "#app/components/section.tsx";
import { Tag } from "#app/components/tag.tsx";
import { type ChangeProps, Foot, Hidden } from "./note-form.tsx";
import { TagList } from "./tag-list.tsx";

/** Shopify's tags: taken away by their button, added by name, looked at, and only then sent. */
export function TagsForm({ tags, isOn, isAllowed, isWaiting, answer }: ChangeProps & { tags: string[] }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Section title="Tags in Shopify">
      <ActionNotice answer={answer} form="tags" />
      {isOpen ? (
        <Editor tags={tags} onDone={() => setIsOpen(false)} />
      ) : (
        <>
          {tags.length ? <TagList tags={tags} /> : <p className="tl-quiet">There are none.</p>}
          <Foot isOn={isOn} isAllowed={isAllowed} isWaiting={isWaiting} what="tags">
            <Button onClick={() => setIsOpen(true)}>Change tags</Button>
          </Foot>
        </>
      )}
    </Section>
  );
}

function Editor({ tags, onDone }: { tags: string[]; onDone(): void }) {
  const [next, setNext] = useState(tags);
  const { state, formData } = useNavigation();
  const isBusy = state !== "idle" && formData?.get("form") === "tags";
  const add = next.filter((tag) => !tags.includes(tag));
  const remove = tags.filter((tag) => !next.includes(tag));
  const isChanged = add.length + remove.length > 0;
  return (
    <div className="tl-form">
      <ul className="tl-tags">
        {next.map((tag) => (
          <li key={tag}>
            <Tag tone={tags.includes(tag) ? "plain" : "info"}>{tag}</Tag>
            <Button
              small
              kind="plain"
              label={`Take away ${tag}`}
              onClick={() => setNext(next.filter((one) => one !== tag))}
            >
              Take away
            </Button>
          </li>
        ))}
      </ul>
      <NewTag onAdd={(tag) => setNext(next.includes(tag) ? next : [...next, tag])} />
      <Form method="post" className="tl-form" preventScrollReset onSubmit={onDone}>
        <Hidden
          form="tags"
          fields={[
            ...add.map((tag) => ["add", tag] as const),
            ...remove.map((tag) => ["remove", tag] as const),
          ]}
        />
        {isChanged && (
          <div className="tl-preview">
            <p className="tl-quiet">Shopify will show:</p>
            {next.length ? <TagList tags={next.toSorted()} /> : <p>No tags</p>}
          </div>
        )}
        <div className="tl-form-foot">
          <Button submits kind="primary" isBusy={isBusy} isDisabled={!isChanged}>
            Save in Shopify
          </Button>
          <Button kind="plain" onClick={onDone}>
            Leave it
          </Button>
        </div>
      </Form>
    </div>
  );
}

/** A form of its own, so that Enter adds the tag and saves nothing yet. */
function NewTag({ onAdd }: { onAdd(tag: string): void }) {
  const [round, setRound] = useState(0);
  const add = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const tag = String(new FormData(event.currentTarget).get("tag") ?? "").trim();
    if (tag) onAdd(tag);
    setRound(round + 1);
  };
  return (
    <form onSubmit={add} className="tl-new-tag">
      <TextLine key={round} label="New tag" name="tag" />
      <Button submits>Add</Button>
    </form>
  );
}
