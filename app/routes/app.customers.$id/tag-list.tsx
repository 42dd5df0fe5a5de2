import { Tag } from "#app/components/tag.tsx";

/** Short names beside each other: tags, segments. */
export const TagList = ({ tags }: { tags: string[] }) => (
  <ul className="tl-tags">
    {tags.map((tag) => (
      <li key={tag}>
        <Tag>{tag}</Tag>
      </li>
    ))}
  </ul>
);
